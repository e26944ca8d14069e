namespace Optiglot.Metrics;

/// <summary>
/// Paired significance tests of several systems against the first, on segment statistics, as sacreBLEU does: same draws for every
/// metric and system, same random numbers for the same seed, two-sided p-values. Systems of equal score have p = 1, where sacreBLEU has the smallest p there
/// is.
/// </summary>
public static class PairedTest
{
    private const int DefaultResamples = 1000, DefaultTrials = 10000;

    /// <summary>Tests systems under several metrics of this library.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="systems">Baseline first; at least two.</param>
    /// <param name="references">One list or several, line by line with the hypotheses.</param>
    /// <param name="options">Test, samples, seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">Fewer than two systems, lists of different lengths, or an option out of range.</exception>
    public static IReadOnlyList<MetricComparison> Run(IReadOnlyList<Metric> metrics, IReadOnlyList<NamedSystem> systems, IReadOnlyList<string>[] references,
        PairedTestOptions? options = null, CancellationToken cancellation = default) =>
        Run([.. metrics.Select(metric => ComparedMetric.Of(metric, systems, references))], [.. systems.Select(system => system.Name)], options, cancellation);

    /// <summary>Tests systems whose statistics are known.</summary>
    /// <param name="metrics">Metrics with each system's statistics.</param>
    /// <param name="names">Names of the systems, baseline first.</param>
    /// <param name="options">Test, samples, seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">Fewer than two systems, counts that differ, or an option out of range.</exception>
    public static IReadOnlyList<MetricComparison> Run(IReadOnlyList<ComparedMetric> metrics, IReadOnlyList<string> names, PairedTestOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new PairedTestOptions();
        if (names.Count < 2) throw new ArgumentException("a comparison needs a baseline and at least one other system", nameof(names));
        if (metrics.Any(metric => metric.Systems.Count != names.Count || metric.Systems.Any(system => system.Count != metrics[0].Systems[0].Count)))
            throw new ArgumentException("all systems need statistics of the same segments", nameof(metrics));
        bool bootstrap = options.Kind == PairedTestKind.Bootstrap;
        int samples = options.Samples ?? (bootstrap ? DefaultResamples : DefaultTrials);
        if (samples < 1 || options.ConfidenceSamples < 0)
            throw new ArgumentException($"a paired test needs at least one sample, not {samples}", nameof(options));
        return bootstrap ? Bootstrap(metrics, names, samples, options.Seed, cancellation) : Randomize(metrics, names, samples, options, cancellation);
    }

    private static MetricComparison[] Bootstrap(IReadOnlyList<ComparedMetric> metrics, IReadOnlyList<string> names, int samples, uint seed,
        CancellationToken cancellation)
    {
        var scores = Resampler.Bootstrap(metrics, samples, new NumpyRandom(seed), null, cancellation);
        return [.. metrics.Select((metric, m) => Compare(metric, SignatureBuilder.InsertTest(metric.Signature, samples, 0, seed), names,
            system => Confidence.Of(scores[m][system]),
            system => PValue(Centered(scores[m][0], scores[m][system]), Math.Abs(Corpus(metric, 0) - Corpus(metric, system)))))];
    }

    private static MetricComparison[] Randomize(IReadOnlyList<ComparedMetric> metrics, IReadOnlyList<string> names, int trials, PairedTestOptions options,
        CancellationToken cancellation)
    {
        var random = new NumpyRandom(options.Seed);
        var differences = Resampler.Randomize(metrics, trials, random, cancellation);
        // As in sacreBLEU the baseline's resamples come from a fresh stream, the others' go on after the trials.
        double[][][]? baseline = null, others = null;
        if (options.ConfidenceSamples > 0)
        {
            baseline = Resampler.Bootstrap(metrics, options.ConfidenceSamples, new NumpyRandom(options.Seed), system => system == 0, cancellation);
            others = Resampler.Bootstrap(metrics, options.ConfidenceSamples, random, system => system > 0, cancellation);
        }
        return [.. metrics.Select(
            (metric, m) => Compare(metric, SignatureBuilder.InsertTest(metric.Signature, options.ConfidenceSamples, trials, options.Seed), names,
            system => baseline == null ? null : Confidence.Of((system == 0 ? baseline : others!)[m][system]),
            system => PValue(differences[m][system], Math.Abs(Corpus(metric, 0) - Corpus(metric, system)))))];
    }

    private static MetricComparison Compare(ComparedMetric metric, string signature, IReadOnlyList<string> names, Func<int, Confidence?> confidence,
        Func<int, double> pValue)
    {
        var systems = names.Select((name, s) => confidence(s) is var interval && s == 0
            ? new SystemComparison(name, Corpus(metric, s), interval?.Mean, interval?.Interval, null)
            : new SystemComparison(name, Corpus(metric, s), interval?.Mean, interval?.Interval, pValue(s)));
        return new MetricComparison(metric.Name, signature, metric.HigherIsBetter, [.. systems]);
    }

    private static double Corpus(ComparedMetric metric, int system) => metric.Value(metric.Systems[system].Sum());

    // Differences under the null hypothesis: those of the resamples, moved to mean zero.
    private static double[] Centered(double[] baseline, double[] system)
    {
        double[] differences = [.. system.Zip(baseline, (s, b) => Math.Abs(s - b))];
        double mean = differences.Average();
        return [.. differences.Select(difference => difference - mean)];
    }

    // One more than counted on both sides keeps the error rate (Phipson and Smyth, 2010). As in sacreBLEU and MultEval only greater differences count, not
    // equal ones, which would make systems of equal score differ as surely as can be; no difference is what chance alone gives.
    private static double PValue(double[] differences, double observed) =>
        observed == 0 ? 1 : (differences.Count(difference => difference > observed) + 1.0) / (differences.Length + 1);
}
