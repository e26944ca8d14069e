using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>What the metrics say of one system.</summary>
/// <param name="Name">The system's name.</param>
/// <param name="Scores">One score a metric.</param>
/// <param name="Intervals">Their confidence, in the same order; null where none was asked for.</param>
internal sealed record SystemScores(string Name, IReadOnlyList<MetricScore> Scores, IReadOnlyList<Confidence>? Intervals);
