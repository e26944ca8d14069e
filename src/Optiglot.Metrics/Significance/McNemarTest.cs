namespace Optiglot.Metrics;

/// <summary>
/// McNemar's exact test (McNemar, "Note on the sampling error of the difference between correlated proportions", 1947): two conditions are right or wrong on
/// the same items, and only the items on which they differ tell. If the conditions were equal, either would win each of these with probability ½, so that the
/// wins are binomial.
/// </summary>
/// <param name="OnlyFirst">Items on which the first alone is right.</param>
/// <param name="OnlySecond">Items on which the second alone is right.</param>
public readonly record struct McNemarTest(int OnlyFirst, int OnlySecond)
{
    /// <summary>Probability of a difference at least as large if there were none, two-sided; 1 where the conditions never differ.</summary>
    public double PValue
    {
        get
        {
            int items = OnlyFirst + OnlySecond, fewer = Math.Min(OnlyFirst, OnlySecond);
            // The tail's terms from the largest down, each the next one times k / (n - k + 1); in logarithms, since 2^-n leaves the range of numbers.
            double term = LogChoose(items, fewer) - items * Math.Log(2), sum = 0, relative = 1;
            for (int k = fewer; k >= 0; k--)
            {
                sum += relative;
                relative *= (double)k / (items - k + 1);
            }

            return Math.Min(1, 2 * Math.Exp(term + Math.Log(sum)));
        }
    }

    /// <summary>Counts the items on which two conditions differ.</summary>
    /// <param name="first">Whether the first is right, <c>[items]</c>.</param>
    /// <param name="second">Whether the second is right, <c>[items]</c>.</param>
    /// <exception cref="ArgumentException">The lists are not equally long.</exception>
    public static McNemarTest Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"McNemar's test compares the same items, not {first.Count} and {second.Count}", nameof(second));
        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i] && !second[i]) onlyFirst++;
            if (second[i] && !first[i]) onlySecond++;
        }

        return new McNemarTest(onlyFirst, onlySecond);
    }

    private static double LogChoose(int items, int chosen)
    {
        double sum = 0;
        for (int i = 1; i <= chosen; i++) sum += Math.Log((double)(items - chosen + i) / i);
        return sum;
    }
}
