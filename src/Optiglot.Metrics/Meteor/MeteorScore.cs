namespace Optiglot.Metrics;

/// <summary>A METEOR score with its parts.</summary>
/// <param name="Name">Always <c>METEOR</c>.</param>
/// <param name="Value">The score, 0..100.</param>
/// <param name="Signature">Settings.</param>
/// <param name="Detail">The parts in one line.</param>
/// <param name="Precision">Weighted matches per weighted word of the output, 0..1.</param>
/// <param name="Recall">Weighted matches per weighted word of the references, 0..1.</param>
/// <param name="FragmentationPenalty">What the order of the matches costs, 0..1.</param>
public sealed record MeteorScore(string Name, double Value, string Signature, string Detail, double Precision, double Recall, double FragmentationPenalty)
    : MetricScore(Name, Value, Signature, Detail);
