using System.Runtime.CompilerServices;

namespace Optiglot.Kernels;

/// <summary>
/// Attention on the CPU, one head of one sentence at a time while all of it is in the cache; the backward pass makes the weights again instead of keeping
/// them (Dao et al. 2022). Heads stay side by side as the projections leave them: nothing is permuted or copied. Products and softmax are in float32
/// whatever the memory holds.
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>Attends.</summary>
    /// <param name="job">Sizes, masks, dropout.</param>
    /// <param name="queries">Queries, <c>[batch, queries, …]</c>.</param>
    /// <param name="keys">Keys, <c>[batch, keys, …]</c>.</param>
    /// <param name="values">Values, likewise.</param>
    /// <param name="outputs">Where the results go, <c>[batch, queries, …]</c>.</param>
    /// <param name="statistics">
    /// Where largest score and 1 / sum go, <c>[batch, heads, queries, 2]</c>: <see cref="AttentionJob.StatisticsLength"/> numbers.
    /// </param>
    /// <exception cref="ArgumentException">A span is too short for the job's sizes.</exception>
    internal static void Forward(AttentionJob job, HeadSpan queries, HeadSpan keys, HeadSpan values, HeadSpan outputs, Span<float> statistics)
    {
        Require(job, queries, keys, values, statistics);
        outputs.Require("outputs", job, job.Queries);
        fixed (byte* q = queries.Memory, k = keys.Memory, v = values.Memory, o = outputs.Memory)
        fixed (float* s = statistics)
        {
            var rows = new Inputs(queries.At(q, job.Depth), keys.At(k, job.Depth), values.At(v, job.Depth), (nint)s);
            HeadRows results = outputs.At(o, job.Depth);
            Run(job, (batch, head, scratch) => ForwardHead(job, batch, head, rows, results, scratch));
        }
    }

    /// <summary>Gradients of queries, keys and values.</summary>
    /// <param name="job">As in the forward pass.</param>
    /// <param name="queries">Queries.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="values">Values.</param>
    /// <param name="outputGradients">Gradients of the results.</param>
    /// <param name="statistics">What the forward pass left.</param>
    /// <param name="queryGradients">Where the gradients of the queries go.</param>
    /// <param name="keyGradients">Those of the keys.</param>
    /// <param name="valueGradients">Those of the values.</param>
    /// <exception cref="ArgumentException">A span is too short for the job's sizes.</exception>
    internal static void Backward(
        AttentionJob job, HeadSpan queries, HeadSpan keys, HeadSpan values, HeadSpan outputGradients, Span<float> statistics,
        HeadSpan queryGradients, HeadSpan keyGradients, HeadSpan valueGradients)
    {
        Require(job, queries, keys, values, statistics);
        outputGradients.Require("gradients of outputs", job, job.Queries);
        queryGradients.Require("gradients of queries", job, job.Queries);
        keyGradients.Require("gradients of keys", job, job.Keys);
        valueGradients.Require("gradients of values", job, job.Keys);
        fixed (byte* q = queries.Memory, k = keys.Memory, v = values.Memory, o = outputGradients.Memory)
        fixed (byte* dq = queryGradients.Memory, dk = keyGradients.Memory, dv = valueGradients.Memory)
        fixed (float* s = statistics)
        {
            var rows = new Inputs(queries.At(q, job.Depth), keys.At(k, job.Depth), values.At(v, job.Depth), (nint)s);
            HeadRows above = outputGradients.At(o, job.Depth), queryRows = queryGradients.At(dq, job.Depth);
            HeadRows keyRows = keyGradients.At(dk, job.Depth), valueRows = valueGradients.At(dv, job.Depth);
            Run(job, (batch, head, scratch) =>
            {
                LoadColumns(rows.Keys, job, batch, head, scratch.KeyColumns, scratch.Keys);
                LoadColumns(rows.Values, job, batch, head, scratch.ValueColumns, scratch.Values);
                new Span<float>(scratch.KeyGradients, job.Keys * job.Depth).Clear();
                new Span<float>(scratch.ValueGradients, job.Keys * job.Depth).Clear();
                BackwardQueries(job, batch, head, rows, above, queryRows, scratch);
                StoreRows(keyRows, job, batch, head, 0, job.Keys, scratch.KeyGradients, 1);
                StoreRows(valueRows, job, batch, head, 0, job.Keys, scratch.ValueGradients, 1);
            });
        }
    }

    private static void Require(AttentionJob job, HeadSpan queries, HeadSpan keys, HeadSpan values, Span<float> statistics)
    {
        if (job.Depth % Float32x16.Count != 0) throw new ArgumentException($"attention: heads of {job.Depth} elements are no multiple of {Float32x16.Count}");
        queries.Require("queries", job, job.Queries);
        keys.Require("keys", job, job.Keys);
        values.Require("values", job, job.Keys);
        KernelMemory.Require("attention: statistics", statistics, job.StatisticsLength);
    }

    private static void Run(AttentionJob job, Action<int, int, AttentionScratch> each) =>
        ComputeThreads.For(job.Batch * job.Heads, () => new AttentionScratch(job), (item, scratch) =>
        {
            int batch = item / job.Heads;
            AttentionWeights.Bias(job.Mask is null ? default : job.Mask.Of(batch, job.Keys), job.Keys, job.PaddedKeys, scratch.Bias);
            each(batch, item % job.Heads, scratch);
        }, scratch => scratch.Dispose());

    private static void ForwardHead(AttentionJob job, int batch, int head, Inputs rows, HeadRows outputs, AttentionScratch scratch)
    {
        int width = job.PaddedKeys, depth = job.Depth;
        float* statistics = (float*)rows.Statistics;
        LoadColumns(rows.Keys, job, batch, head, scratch.KeyColumns, scratch.Keys);
        LoadRows(rows.Values, job, batch, head, 0, job.Keys, scratch.Values, 1);
        for (int first = 0; first < job.Queries; first += AttentionTiles.Height)
        {
            int count = LoadTile(rows.Queries, job, batch, head, first, scratch.Queries, job.Scale);
            AttentionTiles.Multiply(scratch.Queries, scratch.KeyColumns, scratch.Weights, depth, width);
            for (int i = 0; i < count; i++)
            {
                int index = job.IndexOf(batch, head, first + i);
                float* row = scratch.Weights + (i * width);
                (statistics[2 * index], statistics[(2 * index) + 1]) = AttentionWeights.Softmax(row, scratch.Bias, VisibleKeys(job, first + i), width);
                if (job.Dropout > 0) AttentionWeights.ApplyDropout(row, row, width, index, job);
            }

            AttentionTiles.MultiplyByRows(scratch.Weights, scratch.Values, scratch.Results, job.Keys, width, depth);
            StoreRows(outputs, job, batch, head, first, count, scratch.Results, 1);
        }
    }

    private static void BackwardQueries(
        AttentionJob job, int batch, int head, Inputs rows, HeadRows outputGradients, HeadRows queryGradients, AttentionScratch scratch)
    {
        int width = job.PaddedKeys, depth = job.Depth;
        float* statistics = (float*)rows.Statistics;
        for (int first = 0; first < job.Queries; first += AttentionTiles.Height)
        {
            int count = LoadTile(rows.Queries, job, batch, head, first, scratch.Queries, job.Scale);
            LoadTile(outputGradients, job, batch, head, first, scratch.OutputGradients, 1);
            AttentionTiles.Multiply(scratch.Queries, scratch.KeyColumns, scratch.Weights, depth, width);
            AttentionTiles.Multiply(scratch.OutputGradients, scratch.ValueColumns, scratch.WeightGradients, depth, width);
            float* dropped = job.Dropout > 0 ? scratch.Dropped : scratch.Weights;
            for (int i = 0; i < AttentionTiles.Height; i++)
            {
                float* weights = scratch.Weights + (i * width);
                if (i >= count)
                {
                    new Span<float>(dropped + (i * width), width).Clear();
                    new Span<float>(scratch.WeightGradients + (i * width), width).Clear();
                    continue;
                }

                int index = job.IndexOf(batch, head, first + i);
                AttentionWeights.Recompute(weights, scratch.Bias, VisibleKeys(job, first + i), width, statistics[2 * index], statistics[(2 * index) + 1]);
                AttentionWeights.ScoreGradient(weights, scratch.WeightGradients + (i * width), width, index, job);
                if (job.Dropout > 0) AttentionWeights.ApplyDropout(weights, dropped + (i * width), width, index, job);
            }

            AttentionTiles.MultiplyByRows(scratch.WeightGradients, scratch.Keys, scratch.Results, job.Keys, width, depth);
            StoreRows(queryGradients, job, batch, head, first, count, scratch.Results, job.Scale);
            AttentionTiles.AddTransposed(dropped, scratch.OutputGradients, scratch.ValueGradients, job.Keys, width, depth);
            // The queries are scaled already, and with them this gradient.
            AttentionTiles.AddTransposed(scratch.WeightGradients, scratch.Queries, scratch.KeyGradients, job.Keys, width, depth);
        }
    }

    private static int VisibleKeys(AttentionJob job, int query) => job.Causal ? query + 1 : job.Keys;

    // A tile past the last query has rows of 0.
    private static int LoadTile(HeadRows from, AttentionJob job, int batch, int head, int first, float* tile, float factor)
    {
        int count = Math.Min(AttentionTiles.Height, job.Queries - first);
        LoadRows(from, job, batch, head, first, count, tile, factor);
        new Span<float>(tile + (count * job.Depth), (AttentionTiles.Height - count) * job.Depth).Clear();
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadRows(HeadRows from, AttentionJob job, int batch, int head, int first, int count, float* to, float factor)
    {
        for (int i = 0; i < count; i++)
        {
            byte* row = from.At(batch, first + i, head);
            float* target = to + (i * job.Depth);
            for (int k = 0; k < job.Depth; k += Float32x16.Count) (Float32x16.Load(row, k, from.IsBFloat16) * factor).Store(target + k);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadColumns(HeadRows from, AttentionJob job, int batch, int head, float* columns, float* rows)
    {
        int width = job.PaddedKeys, depth = job.Depth;
        LoadRows(from, job, batch, head, 0, job.Keys, rows, 1);
        for (int k = 0; k < depth; k++)
        {
            float* column = columns + (k * width);
            for (int j = 0; j < job.Keys; j++) column[j] = rows[(j * depth) + k];
            for (int j = job.Keys; j < width; j++) column[j] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreRows(HeadRows to, AttentionJob job, int batch, int head, int first, int count, float* rows, float factor)
    {
        for (int i = 0; i < count; i++)
        {
            byte* row = to.At(batch, first + i, head);
            float* source = rows + (i * job.Depth);
            for (int k = 0; k < job.Depth; k += Float32x16.Count) (Float32x16.Load(source + k) * factor).Store(row, k, to.IsBFloat16);
        }
    }

    private readonly record struct Inputs(HeadRows Queries, HeadRows Keys, HeadRows Values, nint Statistics);
}
