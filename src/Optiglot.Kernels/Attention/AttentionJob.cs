namespace Optiglot.Kernels;

/// <summary>One attention of all sentences and heads: sizes, what is masked, dropout.</summary>
/// <param name="Batch">Sentences.</param>
/// <param name="Heads">Heads.</param>
/// <param name="Depth">Elements a head, a multiple of 16.</param>
/// <param name="Queries">Queries a sentence.</param>
/// <param name="Keys">Keys a sentence.</param>
/// <param name="Mask">Which keys are real; null: all.</param>
/// <param name="Causal">Whether a query sees only keys up to its own place.</param>
/// <param name="Dropout">Probability of dropping a weight; 0: none.</param>
/// <param name="DropoutKey">Key of the dropout's hash.</param>
internal sealed record AttentionJob(
    int Batch, int Heads, int Depth, int Queries, int Keys, KeyMask? Mask, bool Causal, double Dropout, ulong DropoutKey)
{
    /// <summary>Keys, rounded up to whole vectors.</summary>
    internal int PaddedKeys => (Keys + Float32x16.Count - 1) / Float32x16.Count * Float32x16.Count;

    /// <summary>Factor of the scores, 1/√depth.</summary>
    internal float Scale => (float)(1 / Math.Sqrt(Depth));

    /// <summary>Largest score and 1 / sum of every query's softmax: so many numbers, <c>[batch, heads, queries, 2]</c>.</summary>
    internal long StatisticsLength => 2L * Batch * Heads * Queries;

    /// <summary>Number of a query among all of them: sentence, then head, then place.</summary>
    internal int IndexOf(int batch, int head, int query) => (((batch * Heads) + head) * Queries) + query;
}
