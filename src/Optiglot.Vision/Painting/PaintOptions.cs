namespace Optiglot.Vision;

/// <summary>How pictures of regions look.</summary>
public sealed record PaintOptions
{
    /// <summary>Boxes below this score are not drawn.</summary>
    public float ScoreThreshold { get; init; } = 0.2f;

    /// <summary>Small photos are enlarged until their longer side has this many pixels, so that names can be read.</summary>
    public int LongerSide { get; init; } = 896;

    /// <summary>Attention: how many of the most attended regions are outlined and named.</summary>
    public int NamedRegions { get; init; } = 3;

    /// <summary>Attention sheet: pictures a row.</summary>
    public int Columns { get; init; } = 4;
}
