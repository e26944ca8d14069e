namespace Optiglot.Kernels;

/// <summary>
/// Work on the rows of a matrix in blocks of fixed size on all cores. What a block adds up goes to a row of its own and is summed in order afterwards:
/// the result does not depend on the number of threads.
/// </summary>
internal static unsafe class RowBlocks
{
    private const int Size = 128;

    /// <summary>Work on rows <c>first</c> to before <c>end</c>.</summary>
    internal delegate void Work(int first, int end, float* sums);

    /// <summary>Does it, without sums.</summary>
    internal static void Run(int rows, Work work) => Run(rows, 0, work, []);

    /// <summary>Does it, and adds the sums of all blocks to <paramref name="totals"/>.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Numbers a block adds up.</param>
    /// <param name="work">Told its rows, and where its sums are: they start at 0.</param>
    /// <param name="totals">Where they go, <c>[width]</c>.</param>
    internal static void Run(int rows, int width, Work work, Span<float> totals)
    {
        int blocks = (rows + Size - 1) / Size;
        float[] all = new float[blocks * width];
        fixed (float* start = all)
        {
            nint sums = (nint)start;
            if (blocks == 1) work(0, rows, start);
            else ComputeThreads.For(blocks, block => work(block * Size, Math.Min(rows, (block + 1) * Size), (float*)sums + ((long)block * width)));
        }

        for (int i = 0; i < all.Length; i++) totals[i % width] += all[i];
    }
}
