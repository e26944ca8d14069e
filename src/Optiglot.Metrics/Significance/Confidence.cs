namespace Optiglot.Metrics;

/// <summary>Mean and 95% confidence interval of a score over bootstrap resamples.</summary>
/// <param name="Mean">Mean over the resamples.</param>
/// <param name="Interval">Half the interval's width: report <c>Mean ± Interval</c>.</param>
public sealed record Confidence(double Mean, double Interval)
{
    /// <summary>Estimates the confidence of a corpus score, as sacreBLEU's <c>--confidence</c>.</summary>
    /// <param name="metric">The metric the statistics are of.</param>
    /// <param name="statistics">Segment statistics.</param>
    /// <param name="samples">Bootstrap resamples.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    public static Confidence Estimate(Metric metric, SegmentStatistics statistics, int samples = 1000, uint seed = 12345)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var compared = ComparedMetric.Of(metric, statistics);
        return Of(Resampler.Bootstrap([compared], samples, new NumpyRandom(seed))[0][0]);
    }

    /// <summary>Mean, and half the distance of the 2.5% and 97.5% quantiles.</summary>
    internal static Confidence Of(double[] scores)
    {
        double[] sorted = [.. scores.Order()];
        int low = sorted.Length / 40;
        return new Confidence(scores.Average(), 0.5 * (sorted[^(low + 1)] - sorted[low]));
    }
}
