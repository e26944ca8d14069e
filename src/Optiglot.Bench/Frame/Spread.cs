namespace Optiglot.Bench;

/// <summary>Repeated measurements of one thing.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Values">All, in the order they were made.</param>
public sealed record Spread(double Median, double Low, double High, IReadOnlyList<double> Values)
{
    /// <summary>The spread of some values.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0) throw new ArgumentException("nothing was measured: at least one round is needed");
        return new(MedianOf(values), values.Min(), values.Max(), values);
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
