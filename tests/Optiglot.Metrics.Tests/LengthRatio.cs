namespace Optiglot.Metrics.Tests;

/// <summary>Stands in for a learned metric: length of the hypothesis by that of the reference or the source.</summary>
internal sealed class LengthRatio(bool source = false) : ILearnedMetric
{
    /// <summary>Cancelled when scores are asked for.</summary>
    public CancellationTokenSource? OnScore { get; init; }

    public string Name => "length";
    public string Signature => "model:length";
    public bool HigherIsBetter => true;
    public bool NeedsSource => source;
    public bool NeedsReference => !source;

    public IReadOnlyList<double> ScoreSegments(
        IReadOnlyList<string>? sources, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? references, CancellationToken cancellation = default)
    {
        OnScore?.Cancel();
        cancellation.ThrowIfCancellationRequested();
        return [.. hypotheses.Zip(source ? sources! : references!, (h, r) => (double)h.Length / r.Length)];
    }

    public void Dispose()
    {
    }
}
