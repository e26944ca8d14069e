namespace Optiglot.DemoWorld;

/// <summary>What a scene shows and how its caption says it, before anything is drawn.</summary>
public sealed record ScenePlan
{
    /// <summary>The sentence shape.</summary>
    public required CaptionPattern Pattern { get; init; }

    /// <summary>The object named first.</summary>
    public required Mention First { get; init; }

    /// <summary>How the first lies to the second.</summary>
    public required Relation Relation { get; init; }

    /// <summary>The object named second.</summary>
    public required Mention Second { get; init; }

    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether the caption says where.</summary>
    public required bool PlaceInCaption { get; init; }

    /// <summary>An object that is drawn and not spoken of, if any.</summary>
    public Mention? Bystander { get; init; }

    /// <summary>The mention whose noun has two senses in English.</summary>
    public Mention Ambiguous => First.Noun.HasSenses ? First : Second;

    /// <summary>The mention whose noun has one.</summary>
    public Mention Plain => First.Noun.HasSenses ? Second : First;

    /// <summary>The same scene with the other sense drawn: the English caption stays, letter for letter.</summary>
    public ScenePlan Twin()
    {
        Mention Other(Mention m) => m.Noun.HasSenses ? m with { SenseIndex = 1 - m.SenseIndex } : m;
        return this with { First = Other(First), Second = Other(Second) };
    }
}
