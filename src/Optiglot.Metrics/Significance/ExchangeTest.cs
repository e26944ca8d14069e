namespace Optiglot.Metrics;

/// <summary>
/// A randomisation test of one condition against several others that are like one another, such as the right picture against some wrong ones. If it made no
/// difference which is which, any of them could have been the first: each cluster draws anew which one counts as such (Edgington and Onghena, "Randomization
/// tests", 2007). Items that belong together, as the words of a line, are one cluster, so that they count once.
/// </summary>
public static class ExchangeTest
{
    private const int UsualTrials = 10000;
    private const uint UsualSeed = 12345;

    // Sums of the same numbers in another order must count as equal.
    private const double Tolerance = 1e-9;

    /// <summary>Probability of a difference at least as large if it made no difference which condition is the first, two-sided.</summary>
    /// <param name="clusters">What each cluster scored in each condition, <c>[clusters][conditions]</c>; the first is compared with the mean of the
    /// others.</param>
    /// <param name="trials">Draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">Fewer than two conditions, numbers of them that differ, or no trials.</exception>
    public static double PValue(IReadOnlyList<double[]> clusters, int trials = UsualTrials, uint seed = UsualSeed)
    {
        if (trials < 1) throw new ArgumentException($"a randomisation test needs at least one trial, not {trials}", nameof(trials));
        if (clusters.Count == 0) return 1;
        int conditions = clusters[0].Length;
        if (conditions < 2 || clusters.Any(cluster => cluster.Length != conditions))
            throw new ArgumentException("every cluster needs the same conditions, at least two", nameof(clusters));
        double[][] differences = [.. clusters.Select(Differences)];
        double observed = Math.Abs(differences.Sum(each => each[0]));
        var random = new NumpyRandom(seed);
        int[] first = new int[differences.Length];
        int larger = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            random.FillIntegers(first, conditions);
            double sum = 0;
            for (int i = 0; i < first.Length; i++) sum += differences[i][first[i]];
            if (Math.Abs(sum) >= observed - Tolerance) larger++;
        }

        return (larger + 1.0) / (trials + 1);
    }

    // Of each condition to the mean of the others.
    private static double[] Differences(double[] cluster)
    {
        double sum = cluster.Sum();
        return [.. cluster.Select(value => value - (sum - value) / (cluster.Length - 1))];
    }
}
