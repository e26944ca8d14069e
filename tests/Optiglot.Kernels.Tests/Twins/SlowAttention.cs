namespace Optiglot.Kernels.Tests;

/// <summary>
/// Attention by its formula in float64 loops ("Attention is all you need", Eq. 1): queries <c>[batch, queries, width]</c>, keys and values
/// <c>[batch, keys, width]</c>, heads side by side.
/// </summary>
internal sealed class SlowAttention(AttentionJob job, double[] queries, double[] keys, double[] values)
{
    private int Width => job.Heads * job.Depth;

    /// <summary>Results, <c>[batch, queries, width]</c>.</summary>
    internal double[] Forward()
    {
        double[] output = new double[job.Batch * job.Queries * Width];
        ForEach((batch, head, query) =>
        {
            (double[] weights, double[] factors) = Weights(batch, head, query);
            for (int j = 0; j < job.Keys; j++)
                for (int k = 0; k < job.Depth; k++) output[Query(batch, query, head, k)] += weights[j] * factors[j] * values[Key(batch, j, head, k)];
        });
        return output;
    }

    /// <summary>Gradients of queries, keys and values.</summary>
    internal (double[] Queries, double[] Keys, double[] Values) Backward(double[] above)
    {
        double[] dq = new double[queries.Length], dk = new double[keys.Length], dv = new double[values.Length];
        double scale = 1 / Math.Sqrt(job.Depth);
        ForEach((batch, head, query) =>
        {
            (double[] weights, double[] factors) = Weights(batch, head, query);
            double[] gradients = new double[job.Keys];
            for (int j = 0; j < job.Keys; j++)
                for (int k = 0; k < job.Depth; k++)
                {
                    gradients[j] += factors[j] * above[Query(batch, query, head, k)] * values[Key(batch, j, head, k)];
                    dv[Key(batch, j, head, k)] += weights[j] * factors[j] * above[Query(batch, query, head, k)];
                }

            double mean = weights.Zip(gradients, (weight, gradient) => weight * gradient).Sum();
            for (int j = 0; j < job.Keys; j++)
                for (int k = 0; k < job.Depth; k++)
                {
                    double score = weights[j] * (gradients[j] - mean) * scale;
                    dq[Query(batch, query, head, k)] += score * keys[Key(batch, j, head, k)];
                    dk[Key(batch, j, head, k)] += score * queries[Query(batch, query, head, k)];
                }
        });
        return (dq, dk, dv);
    }

    // A masked key's score is beside the mask as good as nothing: a query without any real key sees all evenly.
    private (double[] Weights, double[] Factors) Weights(int batch, int head, int query)
    {
        double[] scores = new double[job.Keys], factors = new double[job.Keys];
        ReadOnlySpan<bool> real = job.Mask is null ? default : job.Mask.Of(batch, job.Keys);
        for (int j = 0; j < job.Keys; j++)
        {
            for (int k = 0; k < job.Depth; k++) scores[j] += queries[Query(batch, query, head, k)] * keys[Key(batch, j, head, k)] / Math.Sqrt(job.Depth);
            if (!real.IsEmpty && !real[j]) scores[j] = KeyMask.MaskedScore;
            if (job.Causal && j > query) scores[j] = double.NegativeInfinity;
            uint number = (uint)((job.IndexOf(batch, head, query) * job.PaddedKeys) + j);
            factors[j] = SlowDropout.Factor(number, job.Dropout, job.DropoutKey);
        }

        double largest = scores.Max();
        double[] exponentials = [.. scores.Select(score => Math.Exp(score - largest))];
        double sum = exponentials.Sum();
        return ([.. exponentials.Select(each => each / sum)], factors);
    }

    private void ForEach(Action<int, int, int> each)
    {
        for (int batch = 0; batch < job.Batch; batch++)
            for (int head = 0; head < job.Heads; head++)
                for (int query = 0; query < job.Queries; query++) each(batch, head, query);
    }

    private int Query(int batch, int query, int head, int k) => (((batch * job.Queries) + query) * Width) + (head * job.Depth) + k;

    private int Key(int batch, int key, int head, int k) => (((batch * job.Keys) + key) * Width) + (head * job.Depth) + k;
}
