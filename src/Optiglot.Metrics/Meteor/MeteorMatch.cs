namespace Optiglot.Metrics;

/// <summary>A possible match: words of the reference against words of the hypothesis.</summary>
/// <param name="Module">Place of the module among the active ones.</param>
/// <param name="Exact">Whether the words are equal.</param>
/// <param name="Start">First word in the reference.</param>
/// <param name="Length">Words in the reference.</param>
/// <param name="OtherStart">First word in the hypothesis.</param>
/// <param name="OtherLength">Words in the hypothesis.</param>
internal readonly record struct MeteorMatch(int Module, bool Exact, int Start, int Length, int OtherStart, int OtherLength)
{
    /// <summary>How far apart the words stand.</summary>
    public int Distance => Math.Abs(Start - OtherStart);
}
