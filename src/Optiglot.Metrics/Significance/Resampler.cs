namespace Optiglot.Metrics;

/// <summary>Scores of resampled corpora. Draws come from one stream in order; their scoring is spread over all cores.</summary>
internal static class Resampler
{
    // Draws held at once: bounds memory for corpora of millions of segments.
    private const int LargestBatch = 1 << 24;

    /// <summary>Scores of each bootstrap resample, <c>[metrics][systems][samples]</c>; the draws are the same for all.</summary>
    public static double[][][] Bootstrap(IReadOnlyList<ComparedMetric> metrics, int samples, NumpyRandom random, Func<int, bool>? wanted,
        CancellationToken cancellation)
    {
        var scores = Allocate(metrics, samples);
        int count = metrics.Count == 0 ? 0 : metrics[0].Systems[0].Count;
        Batches(samples, count, cancellation, draws => random.FillIntegers(draws, count), (sample, draws) =>
        {
            for (int m = 0; m < metrics.Count; m++)
                for (int s = 0; s < metrics[m].Systems.Count; s++)
                {
                    if (wanted?.Invoke(s) == false) continue;
                    var sums = new double[metrics[m].Systems[s].Width];
                    foreach (int segment in draws.Span) Add(sums, metrics[m].Systems[s][segment]);
                    scores[m][s][sample] = metrics[m].Value(sums);
                }
        });
        return scores;
    }

    /// <summary>Absolute score differences of each random swap with the baseline, <c>[metrics][systems][trials]</c>.</summary>
    public static double[][][] Randomize(IReadOnlyList<ComparedMetric> metrics, int trials, NumpyRandom random, CancellationToken cancellation)
    {
        var differences = Allocate(metrics, trials);
        int count = metrics.Count == 0 ? 0 : metrics[0].Systems[0].Count;
        var bits = random.Bits();
        Batches(trials, count, cancellation, bits.Fill, (trial, swaps) =>
        {
            for (int m = 0; m < metrics.Count; m++)
                for (int s = 1; s < metrics[m].Systems.Count; s++)
                    differences[m][s][trial] = Swapped(metrics[m], metrics[m].Systems[0], metrics[m].Systems[s], swaps.Span);
        });
        return differences;
    }

    private static double Swapped(ComparedMetric metric, SegmentStatistics baseline, SegmentStatistics system, ReadOnlySpan<int> keep)
    {
        double[] a = new double[baseline.Width], b = new double[baseline.Width];
        for (int i = 0; i < keep.Length; i++)
        {
            Add(keep[i] != 0 ? a : b, baseline[i]);
            Add(keep[i] != 0 ? b : a, system[i]);
        }
        return Math.Abs(metric.Value(a) - metric.Value(b));
    }

    private static void Batches(int samples, int count, CancellationToken cancellation, Action<Span<int>> fill, Action<int, ReadOnlyMemory<int>> score)
    {
        int batch = Math.Clamp(LargestBatch / Math.Max(1, count), 1, samples);
        var draws = new int[(long)batch * count];
        for (int start = 0; start < samples; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int size = Math.Min(batch, samples - start);
            fill(draws.AsSpan(0, size * count));
            Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellation }, i => score(start + i, draws.AsMemory(i * count, count)));
        }
    }

    private static void Add(double[] sums, ReadOnlySpan<double> row)
    {
        for (int j = 0; j < sums.Length; j++) sums[j] += row[j];
    }

    private static double[][][] Allocate(IReadOnlyList<ComparedMetric> metrics, int samples) =>
        [.. metrics.Select(metric => metric.Systems.Select(_ => new double[samples]).ToArray())];
}
