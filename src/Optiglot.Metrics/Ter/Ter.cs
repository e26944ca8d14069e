namespace Optiglot.Metrics;

/// <summary>
/// Translation edit rate (Snover et al., 2006): edits and block shifts per reference word, in percent; equal to sacreBLEU 2.x. Lower is better.
/// </summary>
public sealed class Ter : Metric
{
    private readonly TerOptions options;

    /// <summary>TER with settings; without, sacreBLEU's defaults.</summary>
    public Ter(TerOptions? options = null) => this.options = options ?? new TerOptions();

    /// <inheritdoc/>
    public override string Name => "TER";

    /// <summary>Two: edits, and words of the reference.</summary>
    public override int StatisticsWidth => 2;

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override SegmentScorer CreateScorer() => new TerSegmentScorer(options);

    /// <inheritdoc/>
    public override MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount)
    {
        var signature = new SignatureBuilder(referenceCount)
            .Add("case", options.CaseSensitive ? "mixed" : "lc")
            .Add("tok", "tercom")
            .Add("norm", options.Normalize)
            .Add("punct", !options.RemovePunctuation)
            .Add("asian", options.AsianSupport);
        if (options.Normalize && options.ReferencesOnce) signature.Add("refs", "once");
        return new TerScore(Name, ComputeValue(statistics), signature.Close(), statistics[0], statistics[1]);
    }

    /// <inheritdoc/>
    public override double ComputeValue(ReadOnlySpan<double> statistics) =>
        statistics[1] > 0 ? 100 * (statistics[0] / statistics[1]) : statistics[0] > 0 ? 100 : 0;
}
