namespace Optiglot.DemoWorld;

/// <summary>A word of a translation and where the decoder looked when it wrote it.</summary>
/// <param name="Text">The word.</param>
/// <param name="Regions">`[regions]`: attention on each region, summed over the word's pieces and divided by their number; the rest of 1 went to the
/// text.</param>
public sealed record AttendedWord(string Text, IReadOnlyList<float> Regions)
{
    /// <summary>The part of the attention that went to the picture, 0..1.</summary>
    public float OnPicture => Regions.Sum();
}
