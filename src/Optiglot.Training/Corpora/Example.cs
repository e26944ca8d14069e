namespace Optiglot.Training;

/// <summary>One line of a corpus as it is on disk.</summary>
/// <param name="Source">The source sentence or caption.</param>
/// <param name="Target">Its translation; null in corpora of one language.</param>
/// <param name="Picture">File name of its picture; null where there is none.</param>
/// <param name="Line">Its line in the split it was read from, counted from 0; what is kept of a split keeps its numbers. <see cref="NoLine"/> for what is of no
/// split.</param>
public sealed record Example(string Source, string? Target = null, string? Picture = null, int Line = 0)
{
    /// <summary>The line of an example that is of no split.</summary>
    public const int NoLine = -1;
}
