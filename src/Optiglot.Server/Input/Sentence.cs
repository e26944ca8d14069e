namespace Optiglot.Server;

/// <summary>A sentence of a request.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Picture">Name of its picture, or null.</param>
internal sealed record Sentence(string Text, string? Picture);
