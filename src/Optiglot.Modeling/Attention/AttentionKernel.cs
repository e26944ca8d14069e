using System.Runtime.CompilerServices;

namespace Optiglot.Modeling;

/// <summary>
/// Attention on the CPU, one head of one sentence at a time while all of it is in the cache; the backward pass makes the weights again instead of keeping them (Dao et al. 2022).
/// Heads stay side by side as the projections leave them: nothing is permuted or copied. Products and softmax are in float32 whatever the tensors hold.
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>Attends.</summary>
    /// <param name="job">Sizes, masks, dropout.</param>
    /// <param name="queries">Queries.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="values">Values.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <param name="norms">Where largest score and 1 / sum go, two numbers a query, in the order of <see cref="AttentionJob.Number"/>.</param>
    internal static void Forward(AttentionJob job, AttentionRows queries, AttentionRows keys, AttentionRows values, AttentionRows outputs, nint norms) =>
        Run(job, (batch, head, scratch) => ForwardHead(job, batch, head, queries, keys, values, outputs, (float*)norms, scratch));

    /// <summary>Gradients of queries, keys and values.</summary>
    /// <param name="job">As in the forward pass.</param>
    /// <param name="queries">Queries.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="values">Values.</param>
    /// <param name="slopes">Gradients of the results.</param>
    /// <param name="norms">What the forward pass left.</param>
    /// <param name="querySlopes">Where the gradients of the queries go.</param>
    /// <param name="keySlopes">Those of the keys.</param>
    /// <param name="valueSlopes">Those of the values.</param>
    internal static void Backward(
        AttentionJob job, AttentionRows queries, AttentionRows keys, AttentionRows values, AttentionRows slopes, nint norms, AttentionRows querySlopes, AttentionRows keySlopes, AttentionRows valueSlopes) =>
        Run(job, (batch, head, scratch) =>
        {
            LoadColumns(keys, job, batch, head, scratch.KeyColumns, scratch.Keys);
            LoadColumns(values, job, batch, head, scratch.ValueColumns, scratch.Values);
            new Span<float>(scratch.KeySums, job.Keys * job.Depth).Clear();
            new Span<float>(scratch.ValueSums, job.Keys * job.Depth).Clear();
            BackwardQueries(job, batch, head, queries, slopes, (float*)norms, querySlopes, scratch);
            StoreRows(keySlopes, job, batch, head, 0, job.Keys, scratch.KeySums, 1);
            StoreRows(valueSlopes, job, batch, head, 0, job.Keys, scratch.ValueSums, 1);
        });

    private static void Run(AttentionJob job, Action<int, int, AttentionScratch> each) =>
        ComputeThreads.For(job.Batch * job.Heads, () => new AttentionScratch(job), (item, scratch) =>
        {
            int batch = item / job.Heads;
            AttentionWeights.Bias(job.Mask is null ? default : job.Mask.Of(batch, job.Keys), job.Keys, job.Wide, scratch.Bias);
            each(batch, item % job.Heads, scratch);
        }, scratch => scratch.Dispose());

    private static void ForwardHead(
        AttentionJob job, int batch, int head, AttentionRows queries, AttentionRows keys, AttentionRows values, AttentionRows outputs, float* norms, AttentionScratch scratch)
    {
        int wide = job.Wide, depth = job.Depth;
        LoadColumns(keys, job, batch, head, scratch.KeyColumns, scratch.Keys);
        LoadRows(values, job, batch, head, 0, job.Keys, scratch.Values, 1);
        for (int first = 0; first < job.Queries; first += AttentionTiles.Height)
        {
            int count = LoadTile(queries, job, batch, head, first, scratch.Queries, job.Scale);
            AttentionTiles.Score(scratch.Queries, scratch.KeyColumns, scratch.Weights, depth, wide);
            for (int i = 0; i < count; i++)
            {
                int number = job.Number(batch, head, first + i);
                float* row = scratch.Weights + (i * wide);
                (norms[2 * number], norms[(2 * number) + 1]) = AttentionWeights.Softmax(row, scratch.Bias, Seen(job, first + i), wide);
                if (job.Dropout > 0) AttentionWeights.Drop(row, row, wide, number, job);
            }

            AttentionTiles.Mix(scratch.Weights, scratch.Values, scratch.Mixed, job.Keys, wide, depth);
            StoreRows(outputs, job, batch, head, first, count, scratch.Mixed, 1);
        }
    }

    private static void BackwardQueries(AttentionJob job, int batch, int head, AttentionRows queries, AttentionRows slopes, float* norms, AttentionRows querySlopes, AttentionScratch scratch)
    {
        int wide = job.Wide, depth = job.Depth;
        for (int first = 0; first < job.Queries; first += AttentionTiles.Height)
        {
            int count = LoadTile(queries, job, batch, head, first, scratch.Queries, job.Scale);
            LoadTile(slopes, job, batch, head, first, scratch.Outputs, 1);
            AttentionTiles.Score(scratch.Queries, scratch.KeyColumns, scratch.Weights, depth, wide);
            AttentionTiles.Score(scratch.Outputs, scratch.ValueColumns, scratch.Slopes, depth, wide);
            float* dropped = job.Dropout > 0 ? scratch.Dropped : scratch.Weights;
            for (int i = 0; i < AttentionTiles.Height; i++)
            {
                float* weights = scratch.Weights + (i * wide);
                if (i >= count)
                {
                    new Span<float>(dropped + (i * wide), wide).Clear();
                    new Span<float>(scratch.Slopes + (i * wide), wide).Clear();
                    continue;
                }

                int number = job.Number(batch, head, first + i);
                AttentionWeights.Again(weights, scratch.Bias, Seen(job, first + i), wide, norms[2 * number], norms[(2 * number) + 1]);
                AttentionWeights.Slope(weights, scratch.Slopes + (i * wide), wide, number, job);
                if (job.Dropout > 0) AttentionWeights.Drop(weights, dropped + (i * wide), wide, number, job);
            }

            AttentionTiles.Mix(scratch.Slopes, scratch.Keys, scratch.Mixed, job.Keys, wide, depth);
            StoreRows(querySlopes, job, batch, head, first, count, scratch.Mixed, job.Scale);
            AttentionTiles.Spread(dropped, scratch.Outputs, scratch.ValueSums, job.Keys, wide, depth);
            // The queries are scaled already, and with them this gradient.
            AttentionTiles.Spread(scratch.Slopes, scratch.Queries, scratch.KeySums, job.Keys, wide, depth);
        }
    }

    private static int Seen(AttentionJob job, int query) => job.Causal ? query + 1 : job.Keys;

    // A tile past the last query has rows of 0.
    private static int LoadTile(AttentionRows from, AttentionJob job, int batch, int head, int first, float* tile, float factor)
    {
        int count = Math.Min(AttentionTiles.Height, job.Queries - first);
        LoadRows(from, job, batch, head, first, count, tile, factor);
        new Span<float>(tile + (count * job.Depth), (AttentionTiles.Height - count) * job.Depth).Clear();
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadRows(AttentionRows from, AttentionJob job, int batch, int head, int first, int count, float* to, float factor)
    {
        for (int i = 0; i < count; i++)
        {
            byte* row = from.At(batch, first + i, head);
            for (int k = 0; k < job.Depth; k += Lanes.Count) (Lanes.Load(row, k, from.Half) * factor).Store(to + (i * job.Depth) + k);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadColumns(AttentionRows from, AttentionJob job, int batch, int head, float* columns, float* rows)
    {
        int wide = job.Wide, depth = job.Depth;
        LoadRows(from, job, batch, head, 0, job.Keys, rows, 1);
        for (int k = 0; k < depth; k++)
        {
            float* column = columns + (k * wide);
            for (int j = 0; j < job.Keys; j++) column[j] = rows[(j * depth) + k];
            for (int j = job.Keys; j < wide; j++) column[j] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreRows(AttentionRows to, AttentionJob job, int batch, int head, int first, int count, float* rows, float factor)
    {
        for (int i = 0; i < count; i++)
        {
            byte* row = to.At(batch, first + i, head);
            for (int k = 0; k < job.Depth; k += Lanes.Count) (Lanes.Load(rows + (i * job.Depth) + k) * factor).Store(row, k, to.Half);
        }
    }
}
