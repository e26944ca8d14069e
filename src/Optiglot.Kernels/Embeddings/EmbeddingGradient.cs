namespace Optiglot.Kernels;

/// <summary>
/// Adds the gradient of looked-up rows to a table's gradient where it lies. libtorch would make a table of zeros for every look-up, add row after row to it
/// with a tensor operation each, and add the whole table to the gradient. Rows of one piece are summed in float32 and rounded once.
/// </summary>
internal static unsafe class EmbeddingGradient
{
    // Below this many numbers handing out work costs more than the work.
    private const long NumbersWorthThreads = 1 << 16;
    private const int PartsACore = 4;

    /// <summary>Adds.</summary>
    /// <param name="table">The table's gradient, <c>[count, width]</c>.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="isBFloat16">bfloat16, else float32; the table and the rows alike.</param>
    /// <param name="ids">Which row of the table each gradient belongs to, <c>[places]</c>, each below count.</param>
    /// <param name="gradients">Gradient of the looked-up rows, <c>[places, width]</c>.</param>
    /// <exception cref="ArgumentException">A row is not in the table, or there are fewer gradients than places.</exception>
    internal static void Add(Span<byte> table, int width, bool isBFloat16, ReadOnlySpan<long> ids, ReadOnlySpan<byte> gradients)
    {
        int places = ids.Length;
        long count = KernelMemory.Count(table, isBFloat16) / width;
        KernelMemory.Require("embedding: gradients", gradients, (long)places * width, isBFloat16);
        foreach (long id in ids)
            if (id < 0 || id >= count) throw new ArgumentException($"embedding: row {id} is not one of {count}");
        // By row, then by place: the order of addition depends on nothing else.
        long[] order = new long[places];
        for (int place = 0; place < places; place++) order[place] = (ids[place] << 32) | (uint)place;
        Array.Sort(order);
        fixed (byte* to = table, from = gradients)
        {
            (nint target, nint rows) = ((nint)to, (nint)from);
            int parts = (long)places * width < NumbersWorthThreads ? 1 : Environment.ProcessorCount * PartsACore;
            if (parts == 1) AddPart(target, rows, order, 0, places, width, isBFloat16);
            else ComputeThreads.For(parts, part => AddPart(target, rows, order, Start(part), Start(part + 1), width, isBFloat16));

            int Start(int part) => Boundary(order, part, parts);
        }
    }

    // Parts begin where a row begins, so that no two write the same one.
    private static int Boundary(long[] order, int part, int parts)
    {
        int at = (int)((long)order.Length * part / parts);
        while (at > 0 && at < order.Length && order[at] >> 32 == order[at - 1] >> 32) at++;
        return at;
    }

    private static void AddPart(nint table, nint rows, long[] order, int first, int end, int width, bool isBFloat16)
    {
        nint stride = (nint)width * KernelMemory.SizeOf(isBFloat16);
        fixed (float* sums = new float[width])
        {
            while (first < end)
            {
                long row = order[first] >> 32;
                byte* to = (byte*)table + ((nint)row * stride);
                new Span<float>(sums, width).Clear();
                for (; first < end && order[first] >> 32 == row; first++)
                    RowSums.AddRow((byte*)rows + ((nint)(uint)order[first] * stride), sums, width, isBFloat16);
                RowSums.AddRow(to, sums, width, isBFloat16);
                StoreRow(sums, to, width, isBFloat16);
            }
        }
    }

    private static void StoreRow(float* sums, byte* row, int width, bool isBFloat16)
    {
        int whole = width / Float32x16.Count * Float32x16.Count;
        for (int i = 0; i < whole; i += Float32x16.Count) Float32x16.Load(sums + i).Store(row, i, isBFloat16);
        for (int i = whole; i < width; i++) Float32x16.StoreOne(sums[i], row, i, isBFloat16);
    }
}
