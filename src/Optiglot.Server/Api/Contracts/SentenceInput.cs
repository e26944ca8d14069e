namespace Optiglot.Server;

/// <summary>One sentence.</summary>
internal sealed record SentenceInput
{
    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The name of its picture, one of the request's; absent where it has none.</summary>
    public string? Picture { get; init; }
}
