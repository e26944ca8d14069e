namespace Optiglot.Training;

/// <summary>One pair of a table of somebody's own.</summary>
/// <param name="Line">The line it begins at, from 1.</param>
/// <param name="Source">The source sentence, on one line.</param>
/// <param name="Target">Its translation, on one line.</param>
/// <param name="Picture">Its picture as written; null where there is none.</param>
internal sealed record PairRow(int Line, string Source, string Target, string? Picture);
