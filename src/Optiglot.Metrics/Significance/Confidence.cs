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
    /// <param name="cancellation">Stops the work.</param>
    public static Confidence Estimate(Metric metric, SegmentStatistics statistics, int samples = 1000, uint seed = 12345,
        CancellationToken cancellation = default) =>
        Estimate(ComparedMetric.Of(metric, [statistics]), samples, seed, cancellation);

    /// <summary>Estimates the confidence of the first system's score; learned metrics come in this way.</summary>
    /// <param name="metric">The metric and the statistics of a system.</param>
    /// <param name="samples">Bootstrap resamples.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Confidence Estimate(ComparedMetric metric, int samples = 1000, uint seed = 12345, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return Of(Resampler.Bootstrap([metric], samples, new NumpyRandom(seed), system => system == 0, cancellation)[0][0]);
    }

    /// <summary>A metric's signature with samples and seed, as sacreBLEU writes it under <c>--confidence</c>.</summary>
    public static string Sign(string signature, int samples, uint seed) => SignatureBuilder.InsertTest(signature, samples, 0, seed);

    /// <summary>Mean, and half the distance of the 2.5% and 97.5% quantiles.</summary>
    internal static Confidence Of(double[] scores)
    {
        double[] sorted = [.. scores.Order()];
        int low = sorted.Length / 40;
        return new Confidence(scores.Average(), 0.5 * (sorted[^(low + 1)] - sorted[low]));
    }
}
