namespace Optiglot.DemoWorld;

/// <summary>Makes the scenes of a world from its seed: four splits, no scene in two of them.</summary>
public static class WorldGenerator
{
    /// <summary>Plans and lays out every scene; nothing is drawn yet.</summary>
    /// <exception cref="ArgumentException">A number of the options is out of range.</exception>
    public static WorldData Generate(WorldOptions options)
    {
        options.Check();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // The test comes first: a scene drawn again for training is the one that is thrown away.
        var test = Split("test", options.Test, options, seen);
        var dev = Split("dev", options.Dev, options, seen);
        var train = Split("train", options.Train, options, seen);
        var pairs = Split("pairs", options.Pairs, options, seen);
        return new WorldData(options, pairs, train, dev, test);
    }

    private static List<Scene> Split(string name, int count, WorldOptions options, HashSet<string> seen)
    {
        var sampler = new PlanSampler(options, new(options.Seed, $"{name} words"), new(options.Seed, $"{name} senses"));
        var layout = new WorldRandom(options.Seed, $"{name} layout");
        var scenes = new List<Scene>(count);
        for (int i = 0; i < count; i++) scenes.Add(Build($"{name}-{i:00000}.png", sampler.Next(seen), layout));
        return scenes;
    }

    private static Scene Build(string picture, ScenePlan plan, WorldRandom layout) =>
        new(picture, plan, CaptionWriter.Write(plan), SceneLayout.Place(plan, layout), layout.Next());

    /// <summary>The scenes with the other sense drawn in the same place: same English, other picture, other translation.</summary>
    public static IReadOnlyList<Scene> Twins(IReadOnlyList<Scene> scenes) => [.. scenes.Select(Twin)];

    private static Scene Twin(Scene scene)
    {
        var plan = scene.Plan.Twin();
        Sense from = scene.Plan.Ambiguous.Sense, to = plan.Ambiguous.Sense;
        var objects = scene.Objects.Select(o => o.Sense == from ? o with { Sense = to } : o);
        return scene with { PictureName = "twin-" + scene.PictureName, Plan = plan, Caption = CaptionWriter.Write(plan), Objects = [.. objects] };
    }
}
