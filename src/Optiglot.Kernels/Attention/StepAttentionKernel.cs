namespace Optiglot.Kernels;

/// <summary>
/// Attention of a few queries each, as a search makes them, without gradients: keys and values are read row by row wherever they lie, so that nothing is
/// permuted, copied or joined. On the CPU only; products and softmax are in float32 whatever the memory holds.
/// </summary>
internal static unsafe class StepAttentionKernel
{
    /// <summary>Most queries a sentence for which this is faster than <see cref="AttentionKernel"/>, which first turns the keys.</summary>
    internal const int MostQueries = 16;

    // Below this many products handing out work costs more than the work.
    private const long ProductsWorthThreads = 1 << 16;

    /// <summary>Attention of hypotheses to their own past and to themselves.</summary>
    /// <param name="job">Sizes; a query a hypothesis, as many keys as steps.</param>
    /// <param name="steps">
    /// Address of each step's queries, keys and values side by side, the newest last: <c>[rows of that step, 3 × width]</c>, memory that does not move.
    /// </param>
    /// <param name="history">Of each step, which row is a hypothesis' own, <c>[hypotheses]</c>.</param>
    /// <param name="outputs">Where the results go, <c>[hypotheses, width]</c>.</param>
    /// <exception cref="ArgumentException">Steps, histories or room for the results are missing.</exception>
    internal static void Self(StepAttentionJob job, ReadOnlySpan<nint> steps, IReadOnlyList<int[]> history, Span<byte> outputs)
    {
        if (steps.Length != job.Keys || history.Count < job.Keys)
            throw new ArgumentException($"attention: {steps.Length} steps with {history.Count} histories, not {job.Keys}");
        KernelMemory.Require("attention: outputs", outputs, (long)job.Batch * job.Width, job.IsBFloat16);
        nint[] starts = steps.ToArray();
        int width = job.RowBytes, stride = 3 * width;
        fixed (byte* pinned = outputs)
        {
            nint results = (nint)pinned, queries = starts[^1];
            Run(job, (row, scratch) =>
            {
                for (int step = 0; step < starts.Length; step++) scratch.Keys[step] = starts[step] + ((nint)history[step][row] * stride) + width;
                scratch.Attend(starts.Length, (byte*)queries + ((nint)row * stride), (byte*)results + ((nint)row * width), width);
            });
        }
    }

    /// <summary>Attention to a memory.</summary>
    /// <param name="job">Sizes.</param>
    /// <param name="queries">Queries, <c>[batch, queries, width]</c>.</param>
    /// <param name="memory">Keys and values side by side, <c>[batch, keys, 2 × width]</c>.</param>
    /// <param name="mask">Which places of the memory are real; null: all. A sentence without any sees all of them evenly, as elsewhere.</param>
    /// <param name="outputs">Where the results go, <c>[batch, queries, width]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short for the job's sizes.</exception>
    internal static void Cross(StepAttentionJob job, ReadOnlySpan<byte> queries, ReadOnlySpan<byte> memory, KeyMask? mask, Span<byte> outputs)
    {
        long results = (long)job.Batch * job.Queries * job.Width;
        KernelMemory.Require("attention: queries", queries, results, job.IsBFloat16);
        KernelMemory.Require("attention: memory", memory, 2L * job.Batch * job.Keys * job.Width, job.IsBFloat16);
        KernelMemory.Require("attention: outputs", outputs, results, job.IsBFloat16);
        fixed (byte* q = queries, m = memory, o = outputs)
        {
            (nint asked, nint kept, nint given) = ((nint)q, (nint)m, (nint)o);
            Run(job, (sentence, scratch) => CrossSentence(job, sentence, asked, kept, mask, given, scratch));
        }
    }

    private static void CrossSentence(StepAttentionJob job, int sentence, nint queries, nint memory, KeyMask? mask, nint outputs, StepAttentionScratch scratch)
    {
        ReadOnlySpan<bool> real = mask is null ? default : mask.Of(sentence, job.Keys);
        int count = 0, width = job.RowBytes;
        for (int place = 0; place < job.Keys; place++)
            if (real.IsEmpty || real[place]) scratch.Keys[count++] = Key(place);
        bool isBlind = count == 0;
        for (; isBlind && count < job.Keys; count++) scratch.Keys[count] = Key(count);
        for (int i = 0; i < job.Queries; i++)
        {
            nint row = ((nint)sentence * job.Queries) + i;
            scratch.Attend(count, (byte*)queries + (row * width), (byte*)outputs + (row * width), width, isEven: isBlind);
        }

        nint Key(int place) => memory + ((((nint)sentence * job.Keys) + place) * 2 * width);
    }

    private static void Run(StepAttentionJob job, Action<int, StepAttentionScratch> each)
    {
        if ((long)job.Batch * job.Queries * job.Keys * job.Width < ProductsWorthThreads)
        {
            using StepAttentionScratch scratch = new(job);
            for (int item = 0; item < job.Batch; item++) each(item, scratch);
        }
        else
        {
            ComputeThreads.For(job.Batch, () => new StepAttentionScratch(job), each, scratch => scratch.Dispose());
        }
    }
}
