namespace Optiglot.Vision;

/// <summary>Which detected names become the tags t of the encoder's input (DESIGN section 2).</summary>
public sealed record TagOptions
{
    /// <summary>Each name once, at its best score's place; otherwise three dogs give "dog dog dog".</summary>
    public bool Distinct { get; init; } = true;

    /// <summary>Names of boxes below this score are left out: the boxes that only fill up to <see cref="RegionLimits.Min"/> are guesses.</summary>
    public float ScoreThreshold { get; init; } = 0.2f;

    /// <summary>Most tags that a picture gives.</summary>
    public int Max { get; init; } = 20;

    /// <summary>Puts the attribute before the name ("brown dog") where the detector gives one.</summary>
    public bool Attributes { get; init; }
}
