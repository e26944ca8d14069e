namespace Optiglot.Server;

/// <summary>What a request to detect asks for, whichever way it was sent; checked against the limits.</summary>
/// <param name="Model">The model's name, or null.</param>
/// <param name="Pictures">The pictures, by name.</param>
internal sealed record DetectCall(string? Model, IReadOnlyDictionary<string, PictureFile> Pictures);
