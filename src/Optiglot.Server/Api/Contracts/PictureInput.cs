namespace Optiglot.Server;

/// <summary>One picture: JPEG, PNG or WebP.</summary>
internal sealed record PictureInput
{
    /// <summary>The file in Base64.</summary>
    public byte[]? Data { get; init; }

    /// <summary>In place of the file, an address to fetch it from; only of hosts that the service allows, by default none.</summary>
    public string? Url { get; init; }
}
