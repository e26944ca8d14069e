namespace Optiglot.Models;

/// <summary>A file of a known model.</summary>
/// <param name="Path">Its path in the model's folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record ModelFile(string Path, long Bytes, string Sha256);
