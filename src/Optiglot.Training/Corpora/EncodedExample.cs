namespace Optiglot.Training;

/// <summary>An example as ids.</summary>
/// <param name="Source">Pieces of the source, <c>[source]</c>, without specials.</param>
/// <param name="Target">Pieces of the target, <c>[target]</c>, without specials; empty where there is none.</param>
/// <param name="Picture">File name of its picture, or null.</param>
public sealed record EncodedExample(int[] Source, int[] Target, string? Picture);
