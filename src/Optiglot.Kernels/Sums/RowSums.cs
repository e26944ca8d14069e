namespace Optiglot.Kernels;

/// <summary>Sums of rows in float32, whatever the rows hold: the gradient of a bias, and parts of other kernels.</summary>
internal static unsafe class RowSums
{
    /// <summary>Adds the sum of all rows of a matrix to <paramref name="totals"/>; blocks of rows over all cores, added in order.</summary>
    /// <param name="matrix">The matrix, <c>[rows, width]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="isBFloat16">bfloat16, else float32.</param>
    /// <param name="totals">Where the sums go, <c>[width]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    internal static void Add(ReadOnlySpan<byte> matrix, int rows, int width, bool isBFloat16, Span<float> totals)
    {
        KernelMemory.Require("row sums: matrix", matrix, (long)rows * width, isBFloat16);
        KernelMemory.Require("row sums: totals", totals, width);
        fixed (byte* bytes = matrix)
        {
            nint start = (nint)bytes, stride = (nint)width * KernelMemory.SizeOf(isBFloat16);
            RowBlocks.Run(rows, width, (first, end, sums) =>
            {
                for (int row = first; row < end; row++) AddRow((byte*)start + (row * stride), sums, width, isBFloat16);
            }, totals);
        }
    }

    /// <summary>Adds float32 numbers to numbers of either format where they lie, each rounded once.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="isBFloat16">bfloat16, else float32.</param>
    /// <param name="added">What is added, as many.</param>
    /// <exception cref="ArgumentException">There is more to add than there is to add to.</exception>
    internal static void AddTo(Span<byte> target, bool isBFloat16, ReadOnlySpan<float> added)
    {
        KernelMemory.Require("sum: target", target, added.Length, isBFloat16);
        fixed (byte* to = target)
            for (int i = 0; i < added.Length; i++) Float32x16.StoreOne(Float32x16.LoadOne(to, i, isBFloat16) + added[i], to, i, isBFloat16);
    }

    /// <summary>Adds a row to float32 sums, both <c>[width]</c>.</summary>
    internal static void AddRow(byte* row, float* sums, int width, bool isBFloat16)
    {
        int whole = width / Float32x16.Count * Float32x16.Count;
        for (int i = 0; i < whole; i += Float32x16.Count) (Float32x16.Load(sums + i) + Float32x16.Load(row, i, isBFloat16)).Store(sums + i);
        for (int i = whole; i < width; i++) sums[i] += Float32x16.LoadOne(row, i, isBFloat16);
    }
}
