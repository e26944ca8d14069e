namespace Optiglot.Server;

/// <summary>The same as a form with files.</summary>
internal sealed record DetectForm
{
    /// <summary>The model whose detector looks.</summary>
    public string? Model { get; init; }

    /// <summary>Files; they are called 0, 1, … in the answer.</summary>
    public required IReadOnlyList<byte[]> Picture { get; init; }
}
