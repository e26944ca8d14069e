using Optiglot.Metrics;

namespace Optiglot.Studies.Probes;

/// <summary>What translations scored with one order of pictures.</summary>
/// <param name="Name">The order: right, wrong, same tags, blurred, none.</param>
/// <param name="Scores">A score a metric: of counts averaged over derangements and models.</param>
/// <param name="PValues">For each metric the probability of a difference to the right pictures at least as large by chance; null for the right ones.</param>
public sealed record PictureCondition(string Name, IReadOnlyList<MetricScore> Scores, IReadOnlyList<double>? PValues);
