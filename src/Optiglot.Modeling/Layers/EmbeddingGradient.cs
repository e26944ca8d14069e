using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Adds the gradient of looked-up rows to a table's gradient where it lies. libtorch would make a table of zeros for every look-up, add row after row to it with a tensor operation each,
/// and add the whole table to the gradient. Rows of one piece are summed in float32 and rounded once.
/// </summary>
internal static unsafe class EmbeddingGradient
{
    // Below this many numbers handing out work costs more than the work.
    private const long NumbersWorthThreads = 1 << 16;
    private const int PartsACore = 4;

    /// <summary>Adds.</summary>
    /// <param name="target">The table's gradient, <c>[count, width]</c>, contiguous.</param>
    /// <param name="ids">Which row each slope belongs to, <c>[places]</c>, each below count.</param>
    /// <param name="slopes">Gradient of the rows, <c>[places, width]</c>, contiguous, of the table's type.</param>
    internal static void Add(Tensor target, ReadOnlySpan<long> ids, Tensor slopes)
    {
        int width = (int)target.shape[1], places = ids.Length;
        bool half = target.dtype == ScalarType.BFloat16;
        // By row, then by place: the order of addition depends on nothing else.
        long[] order = new long[places];
        for (int place = 0; place < places; place++) order[place] = (ids[place] << 32) | (uint)place;
        Array.Sort(order);
        fixed (byte* to = target.bytes, from = slopes.bytes)
        {
            (nint table, nint rows) = ((nint)to, (nint)from);
            int parts = (long)places * width < NumbersWorthThreads ? 1 : Environment.ProcessorCount * PartsACore;
            if (parts == 1) AddPart((byte*)table, (byte*)rows, order, 0, places, width, half);
            else ComputeThreads.For(parts, part => AddPart((byte*)table, (byte*)rows, order, Boundary(order, part, parts), Boundary(order, part + 1, parts), width, half));
        }
    }

    // Parts begin where a row begins, so that no two write the same one.
    private static int Boundary(long[] order, int part, int parts)
    {
        int at = (int)((long)order.Length * part / parts);
        while (at > 0 && at < order.Length && order[at] >> 32 == order[at - 1] >> 32) at++;
        return at;
    }

    private static void AddPart(byte* table, byte* rows, long[] order, int first, int end, int width, bool half)
    {
        nint stride = (nint)width * (half ? 2 : 4);
        fixed (float* sums = new float[width])
        {
            while (first < end)
            {
                long row = order[first] >> 32;
                byte* to = table + ((nint)row * stride);
                new Span<float>(sums, width).Clear();
                for (; first < end && order[first] >> 32 == row; first++) AddRow(sums, rows + ((nint)(uint)order[first] * stride), width, half);
                AddRow(sums, to, width, half);
                StoreRow(sums, to, width, half);
            }
        }
    }

    private static void AddRow(float* sums, byte* row, int width, bool half)
    {
        int wide = width / Lanes.Count * Lanes.Count;
        for (int i = 0; i < wide; i += Lanes.Count) (Lanes.Load(sums + i) + Lanes.Load(row, i, half)).Store(sums + i);
        for (int i = wide; i < width; i++) sums[i] += Lanes.LoadOne(row, i, half);
    }

    private static void StoreRow(float* sums, byte* row, int width, bool half)
    {
        int wide = width / Lanes.Count * Lanes.Count;
        for (int i = 0; i < wide; i += Lanes.Count) Lanes.Load(sums + i).Store(row, i, half);
        for (int i = wide; i < width; i++) Lanes.StoreOne(sums[i], row, i, half);
    }
}
