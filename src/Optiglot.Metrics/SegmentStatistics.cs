namespace Optiglot.Metrics;

/// <summary>
/// Sufficient statistics of a corpus, one row a segment. Rows add up: the corpus score is a function of their sum,
/// which is what makes resampling cheap.
/// </summary>
public sealed class SegmentStatistics
{
    private const int BlockBits = 10, NoBits = 31;

    /// <summary>Segments a block.</summary>
    internal const int BlockSize = 1 << BlockBits;

    private readonly double[][] blocks;
    private readonly int bits, mask;

    /// <summary>Wraps rows that lie one after another.</summary>
    /// <param name="values">Numbers, <c>[segments, width]</c>.</param>
    /// <param name="width">Numbers per segment.</param>
    /// <param name="referenceCount">References of every segment, or -1 where it varies.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the width.</exception>
    public SegmentStatistics(double[] values, int width, int referenceCount)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0) throw new ArgumentException($"{values.Length} statistics do not make rows of {width}", nameof(values));
        (blocks, bits, mask) = ([values], NoBits, int.MaxValue);
        (Width, Count, ReferenceCount) = (width, values.Length / width, referenceCount);
    }

    /// <summary>Wraps rows in blocks of <see cref="BlockSize"/>, the last one shorter.</summary>
    internal SegmentStatistics(double[][] blocks, int width, int count, int referenceCount)
    {
        (this.blocks, bits, mask) = (blocks, BlockBits, BlockSize - 1);
        (Width, Count, ReferenceCount) = (width, count, referenceCount);
    }

    /// <summary>How many numbers each segment has.</summary>
    public int Width { get; }

    /// <summary>Number of segments that were added.</summary>
    public int Count { get; }

    /// <summary>References of every segment, or -1 where segments differ.</summary>
    public int ReferenceCount { get; }

    /// <summary>The statistics of one segment, <c>[width]</c>.</summary>
    public ReadOnlySpan<double> this[int segment] => blocks[segment >> bits].AsSpan((segment & mask) * Width, Width);

    /// <summary>The sum over all segments, <c>[width]</c>.</summary>
    public double[] Sum()
    {
        var sum = new double[Width];
        foreach (double[] block in blocks)
            for (int i = 0; i < block.Length; i += Width)
                for (int j = 0; j < Width; j++) sum[j] += block[i + j];
        return sum;
    }
}
