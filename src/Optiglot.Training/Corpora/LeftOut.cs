namespace Optiglot.Training;

/// <summary>How many examples of a corpus cannot be trained on, and why.</summary>
/// <param name="Of">Examples there are.</param>
/// <param name="Empty">Without a piece on a side that needs one.</param>
/// <param name="TooLong">With more pieces than the recipe allows.</param>
internal readonly record struct LeftOut(int Of, int Empty, int TooLong)
{
    /// <summary>Counts them.</summary>
    internal static LeftOut Count(IReadOnlyList<EncodedExample> all, IReadOnlyList<EncodedExample> trainable, bool needsTarget = true)
    {
        int empty = all.Count(example => example.Source.Length == 0 || (needsTarget && example.Target.Length == 0));
        return new LeftOut(all.Count, empty, all.Count - trainable.Count - empty);
    }

    /// <summary>A sentence for people; null where none is left out.</summary>
    /// <param name="what">What they are called: training pairs, captions.</param>
    internal string? Describe(string what)
    {
        string[] why = [.. new[] { Empty > 0 ? $"{Empty:N0} with nothing on a side" : "",
            TooLong > 0 ? $"{TooLong:N0} longer than data.max_source_pieces or max_target_pieces" : "" }.Where(part => part.Length > 0)];
        return why.Length == 0 ? null : $"{Empty + TooLong:N0} of {Of:N0} {what} are left out: {string.Join(", ", why)}";
    }
}
