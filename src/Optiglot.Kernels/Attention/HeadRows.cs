namespace Optiglot.Kernels;

/// <summary>A <see cref="HeadSpan"/> whose memory is pinned, as threads can share it.</summary>
internal readonly unsafe struct HeadRows
{
    private readonly nint start;
    private readonly int rows;
    private readonly int stride;
    private readonly int depth;

    /// <summary>Describes them.</summary>
    /// <param name="memory">The matrix.</param>
    /// <param name="rows">Rows of a sentence.</param>
    /// <param name="stride">Elements a row.</param>
    /// <param name="column">Where the heads begin.</param>
    /// <param name="depth">Elements a head.</param>
    /// <param name="isBFloat16">bfloat16, else float32.</param>
    internal HeadRows(nint memory, int rows, int stride, int column, int depth, bool isBFloat16)
    {
        (this.rows, this.stride, this.depth, IsBFloat16) = (rows, stride, depth, isBFloat16);
        start = memory + (column * Size);
    }

    /// <summary>bfloat16, else float32.</summary>
    internal bool IsBFloat16 { get; }

    private int Size => KernelMemory.SizeOf(IsBFloat16);

    /// <summary>A head's vector of one row.</summary>
    internal byte* At(int batch, int row, int head) => (byte*)start + ((((((long)batch * rows) + row) * stride) + (head * depth)) * Size);
}
