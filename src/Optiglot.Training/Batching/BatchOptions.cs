namespace Optiglot.Training;

/// <summary>How <see cref="BatchPlan"/> forms batches.</summary>
internal sealed record BatchOptions
{
    /// <summary>The budget of one batch in positions, padding included.</summary>
    public required int Tokens { get; init; }

    /// <summary>What the budget counts.</summary>
    public BatchMeasure Measure { get; init; } = BatchMeasure.Target;

    /// <summary>At most this many sentences a batch.</summary>
    public int MaximumSentences { get; init; } = int.MaxValue;

    /// <summary>
    /// Sentences sorted by length together. More means less padding and batches more alike from epoch to epoch; at 30,000 all of Multi30K is one pool.
    /// </summary>
    public int PoolSentences { get; init; } = 30_000;
}
