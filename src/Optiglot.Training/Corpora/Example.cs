namespace Optiglot.Training;

/// <summary>One line of a corpus as it is on disk.</summary>
/// <param name="Source">The source sentence or caption.</param>
/// <param name="Target">Its translation; null in corpora of one language.</param>
/// <param name="Picture">File name of its picture; null where there is none.</param>
public sealed record Example(string Source, string? Target = null, string? Picture = null);
