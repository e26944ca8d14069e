namespace Optiglot.Vision;

/// <summary>
/// The colours of a region as further numbers of its vector: networks that recognise things learn to overlook colour, and a translation may hang on it.
/// </summary>
public sealed record ColorPart
{
    /// <summary>Root mean square of the numbers; a feature map's is 1.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>Adds the colours of the inner half of the box by themselves.</summary>
    public bool Middle { get; init; }
}
