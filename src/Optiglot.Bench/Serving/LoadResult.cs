namespace Optiglot.Bench;

/// <summary>What a load test measured.</summary>
/// <param name="Seconds">From the first measured request to the last answer.</param>
/// <param name="Milliseconds">Of each request, from its sending to its answer, sorted.</param>
/// <param name="EarlyBytes">Memory of the service when a tenth was answered.</param>
/// <param name="LateBytes">Memory of the service after the last answer.</param>
public sealed record LoadResult(double Seconds, IReadOnlyList<double> Milliseconds, long EarlyBytes, long LateBytes)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Milliseconds.Count / Seconds;

    /// <summary>The time within which so many of a hundred requests were answered (nearest rank).</summary>
    public double Percentile(double percent) => Milliseconds[Math.Clamp((int)Math.Ceiling(percent / 100 * Milliseconds.Count) - 1, 0, Milliseconds.Count - 1)];
}
