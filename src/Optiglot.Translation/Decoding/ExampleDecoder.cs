namespace Optiglot.Translation;

/// <summary>
/// Ids in, ids out, whatever engine computes: sorts examples by length, cuts batches, has its workers compute them, and trims what they bring back. Many
/// threads may call it: each batch waits for a worker that is free.
/// </summary>
/// <param name="layout">How sources are laid out.</param>
/// <param name="workers">Batches that are computed at a time.</param>
/// <param name="spreads">Whether few examples are cut into smaller batches, so that every worker has one: where results do not depend on what is in a
/// batch.</param>
public abstract class ExampleDecoder(SourceLayout layout, int workers = 1, bool spreads = false)
{
    private readonly WorkerPool _workers = new(workers);

    /// <summary>How sources are laid out.</summary>
    public SourceLayout Layout { get; } = layout;

    /// <summary>Batches that are computed at a time.</summary>
    public int Workers => _workers.Count;

    /// <summary>Translates examples, sorted by length into batches.</summary>
    /// <param name="examples">The sources.</param>
    /// <param name="options">How to search.</param>
    /// <param name="limits">How much at once; null for the defaults.</param>
    /// <param name="progress">Told the number of sentences done after each batch.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>For each example, in the order given, its hypotheses, best first.</returns>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Translate(
        IReadOnlyList<SourceExample> examples, BeamOptions options, BatchLimits? limits = null, IProgress<int>? progress = null,
            CancellationToken cancellation = default)
    {
        var results = new IReadOnlyList<Hypothesis>[examples.Count];
        int done = 0;
        Lock telling = new();
        _workers.ForEach(Cut(examples, limits), this, cancellation, (worker, batch) =>
        {
            SourceExample[] members = [.. batch.Select(index => examples[index])];
            var found = TranslateBatch(worker, members, options, cancellation);
            int regionStart = members.Max(example => Layout.Fit(example).Length);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = options.Attention ? Trim(found[i], members[i], regionStart) : found[i];
            if (progress is null) return;
            lock (telling) progress.Report(done += batch.Length);
        });
        return results;
    }

    /// <summary>Scores translations that are given, sorted by source length into batches.</summary>
    /// <param name="examples">The sources.</param>
    /// <param name="targets">Pieces of a translation of each, without specials, <c>[examples][target]</c>.</param>
    /// <param name="limits">How much at once; null for the defaults.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>Log-probabilities of each target's pieces and of its end, <c>[examples][target+1]</c>, in the order given.</returns>
    /// <exception cref="ArgumentException">The lists are not equally long, or a target is longer than the decoder's positions.</exception>
    public IReadOnlyList<double[]> Score(IReadOnlyList<SourceExample> examples, IReadOnlyList<int[]> targets, BatchLimits? limits = null,
        CancellationToken cancellation = default)
    {
        if (examples.Count != targets.Count) throw new ArgumentException($"scoring: {targets.Count} targets for {examples.Count} sources");
        double[][] results = new double[examples.Count][];
        _workers.ForEach(Cut(examples, limits), this, cancellation, (worker, batch) =>
        {
            var found = ScoreBatch(worker, [.. batch.Select(index => examples[index])], [.. batch.Select(index => targets[index])], cancellation);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = found[i];
        });
        return results;
    }

    /// <summary>Lets no call in any more, and returns when those that are running have ended.</summary>
    internal void Close() => _workers.Close();

    /// <summary>Scores the given targets of one batch.</summary>
    /// <param name="worker">Which worker computes, from 0: no other call has it at the same time.</param>
    /// <param name="examples">The sources, at least one.</param>
    /// <param name="targets">Pieces of each target, without specials.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>Log-probabilities of each target's pieces and of its end.</returns>
    protected abstract IReadOnlyList<double[]> ScoreBatch(int worker, SourceExample[] examples, int[][] targets, CancellationToken cancellation);

    /// <summary>Steps that targets take, their ends among them.</summary>
    /// <exception cref="ArgumentException">They are more than the decoder has positions.</exception>
    protected static int StepsOf(int[][] targets, int positions)
    {
        int steps = targets.Max(target => target.Length) + 1;
        return steps <= positions ? steps : throw new ArgumentException(
            $"a target of {steps - 1} pieces is longer than the {positions - 1} that this model can write; shorten it or leave it out");
    }

    /// <summary>Translates one batch on one worker.</summary>
    /// <param name="worker">Which worker computes, from 0: no other call has it at the same time.</param>
    /// <param name="examples">The sources, at least one.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>For each example its hypotheses, best first; attention over the batch's columns, padding included.</returns>
    protected abstract IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(int worker, SourceExample[] examples, BeamOptions options,
        CancellationToken cancellation);

    private int[][] Cut(IReadOnlyList<SourceExample> examples, BatchLimits? limits)
    {
        limits ??= new BatchLimits();
        int share = spreads && Workers > 1 && limits.Spread ? (examples.Count + Workers - 1) / Workers : int.MaxValue;
        return [.. (limits with { Sentences = Math.Min(limits.Sentences, Math.Max(1, share)) }).Cut(examples, Layout)];
    }

    // Columns of padding go: what remains is the example's own pieces, then its own regions. A decoder that does not look at regions has no columns for them.
    private IReadOnlyList<Hypothesis> Trim(IReadOnlyList<Hypothesis> hypotheses, SourceExample example, int regionStart)
    {
        int length = Layout.Fit(example).Length;
        int regions = Layout.RegionCount(example);
        return [.. hypotheses.Select(hypothesis => hypothesis with
        {
            Attention = hypothesis.Attention?.Select(
                row => (float[])[.. row.AsSpan(0, length), .. row.Length == regionStart ? new float[regions] : row.AsSpan(regionStart, regions)]).ToArray(),
        })];
    }
}
