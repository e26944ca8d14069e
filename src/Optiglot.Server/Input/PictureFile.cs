namespace Optiglot.Server;

/// <summary>A picture of a request: its bytes, or where to fetch them.</summary>
/// <param name="Data">The file; null where it is to be fetched.</param>
/// <param name="Url">Its address, in place of the file.</param>
internal sealed record PictureFile(byte[]? Data, string? Url = null);
