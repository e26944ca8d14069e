using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Attention of a few queries each, as a search makes them, without gradients: keys and values are read row by row wherever they lie, so that nothing is permuted, copied or joined.
/// On the CPU only; products and softmax are in float32 whatever the tensors hold.
/// </summary>
internal static unsafe class StepAttention
{
    // Below this many products handing out work costs more than the work.
    private const long ProductsWorthThreads = 1 << 16;

    /// <summary>Most queries a sentence for which this is faster than <see cref="AttentionKernel"/>, which first turns the keys.</summary>
    internal const int MostQueries = 16;

    /// <summary>Attention of hypotheses to their own past and to themselves.</summary>
    /// <param name="steps">Queries, keys and values side by side, of each step, the newest last: <c>[rows of that step, 1, 3 × width]</c>, contiguous.</param>
    /// <param name="history">Which rows are a hypothesis' own.</param>
    /// <param name="heads">Number of heads.</param>
    /// <returns><c>[rows, 1, width]</c>.</returns>
    internal static Tensor Self(IReadOnlyList<Tensor> steps, BeamHistory history, int heads)
    {
        Tensor newest = steps[^1];
        (int rows, int width, int size) = ((int)newest.shape[0], (int)newest.shape[2] / 3, SizeOf(newest));
        Tensor output = empty([rows, 1, width], newest.dtype, newest.device);
        nint[] starts = [.. steps.Select(AddressOf)];
        nint queries = starts[^1], results = AddressOf(output);
        int stride = 3 * width * size;
        Run(rows, steps.Count, newest, heads, width, (row, scratch) =>
        {
            for (int step = 0; step < starts.Length; step++) scratch.Keys[step] = starts[step] + ((nint)history[step][row] * stride) + (width * size);
            scratch.Attend(starts.Length, (byte*)queries + ((nint)row * stride), (byte*)results + ((nint)row * width * size), width * size);
        });
        GC.KeepAlive(steps);
        return output;
    }

    /// <summary>Attention to a memory.</summary>
    /// <param name="queries">Queries, <c>[batch, target, width]</c>, contiguous.</param>
    /// <param name="memory">Keys and values side by side, <c>[batch, source, 2 × width]</c>, contiguous.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="mask">Which places of the memory are real; null: all. A sentence without any sees all of them evenly, as elsewhere.</param>
    /// <returns><c>[batch, target, width]</c>.</returns>
    internal static Tensor Cross(Tensor queries, Tensor memory, int heads, KeyMask? mask)
    {
        (int batch, int target, int width, int source, int size) = ((int)queries.shape[0], (int)queries.shape[1], (int)queries.shape[2], (int)memory.shape[1], SizeOf(queries));
        Tensor output = empty_like(queries);
        nint asked = AddressOf(queries), kept = AddressOf(memory), results = AddressOf(output);
        Run(batch, target * source, queries, heads, width, (sentence, scratch) =>
        {
            ReadOnlySpan<bool> real = mask is null ? default : mask.Of(sentence, source);
            int count = 0;
            for (int place = 0; place < source; place++)
                if (real.IsEmpty || real[place]) scratch.Keys[count++] = Key(place);
            bool isBlind = count == 0;
            for (; isBlind && count < source; count++) scratch.Keys[count] = Key(count);
            for (int i = 0; i < target; i++)
            {
                nint row = ((nint)sentence * target) + i;
                scratch.Attend(count, (byte*)asked + (row * width * size), (byte*)results + (row * width * size), width * size, isEven: isBlind);
            }

            nint Key(int place) => kept + ((((nint)sentence * source) + place) * 2 * width * size);
        });
        GC.KeepAlive(queries);
        GC.KeepAlive(memory);
        return output;
    }

    private static void Run(int items, int keys, Tensor like, int heads, int width, Action<int, StepScratch> each)
    {
        bool half = like.dtype == ScalarType.BFloat16;
        if ((long)items * keys * width < ProductsWorthThreads)
        {
            using StepScratch scratch = new(keys, heads, width, half);
            for (int item = 0; item < items; item++) each(item, scratch);
        }
        else
        {
            ComputeThreads.For(items, () => new StepScratch(keys, heads, width, half), each, scratch => scratch.Dispose());
        }
    }

    private static int SizeOf(Tensor x) => x.dtype == ScalarType.BFloat16 ? 2 : 4;

    // libtorch's memory does not move.
    private static nint AddressOf(Tensor x)
    {
        fixed (byte* start = x.bytes) return (nint)start;
    }
}
