namespace Optiglot.Translation;

/// <summary>Ids in, ids out, whatever engine computes: sorts examples by length, cuts batches, and trims what they bring back. One thread at a time.</summary>
/// <param name="layout">How sources are laid out.</param>
public abstract class ExampleDecoder(SourceLayout layout)
{
    /// <summary>How sources are laid out.</summary>
    public SourceLayout Layout { get; } = layout;

    /// <summary>Translates examples, sorted by length into batches.</summary>
    /// <param name="examples">The sources.</param>
    /// <param name="options">How to search.</param>
    /// <param name="limits">How much at once; null for the defaults.</param>
    /// <param name="progress">Told the number of sentences done after each batch.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>For each example, in the order given, its hypotheses, best first.</returns>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Translate(
        IReadOnlyList<SourceExample> examples, BeamOptions options, BatchLimits? limits = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var results = new IReadOnlyList<Hypothesis>[examples.Count];
        int done = 0;
        foreach (int[] batch in (limits ?? new BatchLimits()).Cut(examples, Layout))
        {
            cancellation.ThrowIfCancellationRequested();
            SourceExample[] members = [.. batch.Select(index => examples[index])];
            var found = TranslateBatch(members, options, cancellation);
            int regionStart = members.Max(example => Layout.Fit(example).Length);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = options.Attention ? Trim(found[i], members[i], regionStart) : found[i];
            progress?.Report(done += batch.Length);
        }

        return results;
    }

    /// <summary>Translates one batch.</summary>
    /// <param name="examples">The sources, at least one.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>For each example its hypotheses, best first; attention over the batch's columns, padding included.</returns>
    protected abstract IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(SourceExample[] examples, BeamOptions options, CancellationToken cancellation);

    // Columns of padding go: what remains is the example's own pieces, then its own regions. A decoder that does not look at regions has no columns for them.
    private IReadOnlyList<Hypothesis> Trim(IReadOnlyList<Hypothesis> hypotheses, SourceExample example, int regionStart)
    {
        int length = Layout.Fit(example).Length;
        int regions = Layout.RegionCount(example);
        return [.. hypotheses.Select(hypothesis => hypothesis with
        {
            Attention = hypothesis.Attention?.Select(row => (float[])[.. row.AsSpan(0, length), .. row.Length == regionStart ? new float[regions] : row.AsSpan(regionStart, regions)]).ToArray(),
        })];
    }
}
