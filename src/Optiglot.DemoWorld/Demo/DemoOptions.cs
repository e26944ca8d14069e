namespace Optiglot.DemoWorld;

/// <summary>What a demo run does. The defaults take under five minutes on two cores.</summary>
public sealed record DemoOptions
{
    /// <summary>Where everything goes: the world, regions, both runs, the report.</summary>
    public required string Folder { get; init; }

    /// <summary>Target language: "de" or "fr".</summary>
    public string Language { get; init; } = "de";

    /// <summary>The world to draw.</summary>
    public WorldOptions World { get; init; } = new();

    /// <summary>Sizes and lengths of training.</summary>
    public DemoTraining Training { get; init; } = new();

    /// <summary>Drawings of each sense in the detector's catalogue.</summary>
    public int Catalogue { get; init; } = 60;

    /// <summary>Seed of the detector's catalogue: another than the world's.</summary>
    public ulong CatalogueSeed { get; init; } = 20210;

    /// <summary>Scenes in the report.</summary>
    public int Examples { get; init; } = 12;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Check()
    {
        World.Check();
        if (Language is not ("de" or "fr")) throw new ArgumentException($"the demo world has no target language '{Language}': use de or fr");
        if (Catalogue < 4) throw new ArgumentException($"a catalogue of {Catalogue} drawings a sense teaches nothing: use 4 or more");
        if (CatalogueSeed == World.Seed) throw new ArgumentException("the detector's catalogue needs another seed than the world, or its drawings would "
            + "be those of the scenes");
    }
}
