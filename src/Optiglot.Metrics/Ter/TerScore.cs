namespace Optiglot.Metrics;

/// <summary>A TER score with its parts.</summary>
/// <param name="Name">Always <c>TER</c>.</param>
/// <param name="Value">Edits per reference word in percent.</param>
/// <param name="Signature">Settings.</param>
/// <param name="Edits">Insertions, deletions, substitutions and shifts, those of the nearest reference.</param>
/// <param name="ReferenceLength">Words of the references, their mean where a segment has several.</param>
public sealed record TerScore(string Name, double Value, string Signature, double Edits, double ReferenceLength) : MetricScore(Name, Value, Signature);
