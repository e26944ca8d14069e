namespace Optiglot.Metrics;

/// <summary>A BLEU score with its parts.</summary>
/// <param name="Name">Always <c>BLEU</c>.</param>
/// <param name="Value">The score, 0..100.</param>
/// <param name="Signature">Settings.</param>
/// <param name="Detail">Precisions, brevity penalty and lengths in one line.</param>
/// <param name="Precisions">n-gram precisions in percent, order 1 first.</param>
/// <param name="BrevityPenalty">0..1.</param>
/// <param name="HypothesisLength">Tokens of the system's output.</param>
/// <param name="ReferenceLength">Tokens of the closest references.</param>
public sealed record BleuScore(
    string Name, double Value, string Signature, string Detail,
    IReadOnlyList<double> Precisions, double BrevityPenalty, long HypothesisLength, long ReferenceLength) : MetricScore(Name, Value, Signature, Detail);
