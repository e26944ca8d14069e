namespace Optiglot.Modeling;

/// <summary>Vectors of all heads in a contiguous tensor <c>[batch, rows, stride]</c>: each row holds the heads side by side from some column on.</summary>
internal readonly unsafe struct AttentionRows
{
    private readonly nint start;
    private readonly int count;
    private readonly int stride;
    private readonly int width;

    /// <summary>Describes them.</summary>
    /// <param name="tensor">The tensor's memory.</param>
    /// <param name="count">Rows of a sentence.</param>
    /// <param name="stride">Elements a row.</param>
    /// <param name="column">Where the heads begin.</param>
    /// <param name="width">Elements a head.</param>
    /// <param name="half">bfloat16, else float32.</param>
    internal AttentionRows(nint tensor, int count, int stride, int column, int width, bool half)
    {
        (this.count, this.stride, this.width, Half) = (count, stride, width, half);
        start = tensor + (column * Size);
    }

    /// <summary>bfloat16, else float32.</summary>
    internal bool Half { get; }

    private int Size => Half ? 2 : 4;

    /// <summary>A head's vector of one row.</summary>
    internal byte* At(int batch, int row, int head) => (byte*)start + ((((((long)batch * count) + row) * stride) + (head * width)) * Size);
}
