namespace Optiglot.Metrics;

/// <summary>
/// Sufficient statistics of a corpus, one row a segment. Rows add up: the corpus score is a function of their sum,
/// which is what makes resampling cheap.
/// </summary>
public sealed class SegmentStatistics
{
    private readonly double[] values;

    /// <summary>Wraps rows that lie one after another.</summary>
    /// <param name="values">Numbers, <c>[segments, width]</c>.</param>
    /// <param name="width">Numbers per segment.</param>
    /// <param name="referenceCount">References of every segment, or -1 where it varies.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the width.</exception>
    public SegmentStatistics(double[] values, int width, int referenceCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0) throw new ArgumentException($"{values.Length} statistics do not make rows of {width}", nameof(values));
        this.values = values;
        Width = width;
        ReferenceCount = referenceCount;
    }

    /// <summary>Numbers per segment.</summary>
    public int Width { get; }

    /// <summary>Number of segments.</summary>
    public int Count => values.Length / Width;

    /// <summary>References of every segment, or -1 where segments differ.</summary>
    public int ReferenceCount { get; }

    /// <summary>The statistics of one segment, <c>[width]</c>.</summary>
    public ReadOnlySpan<double> this[int segment] => values.AsSpan(segment * Width, Width);

    /// <summary>The sum over all segments, <c>[width]</c>.</summary>
    public double[] Sum()
    {
        var sum = new double[Width];
        for (int i = 0; i < Count; i++)
            for (int j = 0; j < Width; j++) sum[j] += values[i * Width + j];
        return sum;
    }
}
