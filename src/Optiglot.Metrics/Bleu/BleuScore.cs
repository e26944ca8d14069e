namespace Optiglot.Metrics;

/// <summary>A BLEU score with its parts.</summary>
/// <param name="Name">Always <c>BLEU</c>.</param>
/// <param name="Value">The score, 0..100.</param>
/// <param name="Signature">Settings.</param>
/// <param name="Detail">Precisions, brevity penalty and lengths in one line.</param>
public sealed record BleuScore(string Name, double Value, string Signature, string Detail) : MetricScore(Name, Value, Signature, Detail)
{
    /// <summary>n-gram precisions in percent, smoothed, order 1 first.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>n-grams that the references have too, order 1 first.</summary>
    public required IReadOnlyList<long> Matches { get; init; }

    /// <summary>n-grams of the system's output, order 1 first.</summary>
    public required IReadOnlyList<long> Totals { get; init; }

    /// <summary>The penalty for brevity, in 0..1.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Length of the output by that of the references.</summary>
    public required double LengthRatio { get; init; }

    /// <summary>Tokens of the system's output.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Tokens of the closest references.</summary>
    public required long ReferenceLength { get; init; }
}
