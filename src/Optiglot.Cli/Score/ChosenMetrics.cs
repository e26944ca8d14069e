using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>The metrics a user chose, learned ones last, under the names he typed or the manifests gave.</summary>
/// <param name="Names">One name a metric.</param>
/// <param name="Metrics">Those of this library.</param>
/// <param name="Learned">Those that a manifest describes.</param>
/// <param name="ExpectPlainText">Whether text that is tokenised already deserves a remark.</param>
internal sealed record ChosenMetrics(
    IReadOnlyList<string> Names, IReadOnlyList<Metric> Metrics, IReadOnlyList<ILearnedMetric> Learned, bool ExpectPlainText) : IDisposable
{
    /// <summary>Each with the statistics of some systems, for resampling.</summary>
    /// <param name="systems">Statistics, <c>[systems][metrics]</c>.</param>
    public IReadOnlyList<ComparedMetric> With(params IReadOnlyList<IReadOnlyList<SegmentStatistics>> systems) =>
    [
        .. Metrics.Select((metric, m) => ComparedMetric.Of(metric, [.. systems.Select(system => system[m])])),
        .. Learned.Select((metric, l) => ComparedMetric.Of(metric, [.. systems.Select(system => system[Metrics.Count + l])])),
    ];

    /// <summary>Closes the models.</summary>
    public void Dispose()
    {
        foreach (ILearnedMetric metric in Learned) metric.Dispose();
    }
}
