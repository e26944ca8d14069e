namespace Optiglot.Server;

/// <summary>Pictures to look at.</summary>
internal sealed record DetectRequest
{
    /// <summary>The model whose detector looks; not needed where one model sees pictures.</summary>
    public string? Model { get; init; }

    /// <summary>Pictures by names of your own.</summary>
    public required IReadOnlyDictionary<string, PictureInput> Pictures { get; init; }
}
