namespace Optiglot.Training;

/// <summary>
/// How much of a batch goes through the network at once. Parts whose gradients are summed make the same update as the whole, with a part of its memory
/// (gradient accumulation).
/// </summary>
/// <param name="SourceCost">Cost of a position on the source side.</param>
/// <param name="TargetCost">Cost of a position on the target side.</param>
/// <param name="Limit">Most cost of a part, padding included.</param>
internal sealed record MicroBatch(double SourceCost, double TargetCost, double Limit)
{
    /// <summary>Batches stay whole.</summary>
    public static MicroBatch Whole { get; } = new(0, 0, double.PositiveInfinity);

    /// <summary>Parts of about as many sentences each, in the batch's order. A sentence is never split.</summary>
    /// <param name="batch">Indices of examples.</param>
    /// <param name="lengths">The length of every example, by its index.</param>
    public IEnumerable<int[]> Split(int[] batch, IReadOnlyList<ExampleLength> lengths)
    {
        double sentence = (batch.Max(example => lengths[example].Source) * SourceCost) + (batch.Max(example => lengths[example].Target) * TargetCost);
        int most = (int)Math.Clamp(Limit / Math.Max(sentence, double.Epsilon), 1, batch.Length), parts = (batch.Length + most - 1) / most;
        return Enumerable.Range(0, parts).Select(part => batch[At(part)..At(part + 1)]);

        int At(int part) => (int)((long)batch.Length * part / parts);
    }
}
