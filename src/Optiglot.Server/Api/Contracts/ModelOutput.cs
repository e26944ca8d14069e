namespace Optiglot.Server;

/// <summary>A model that is served.</summary>
internal sealed record ModelOutput
{
    /// <summary>What requests call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its version: the beginning of the SHA-256 of its configuration.</summary>
    public required string Version { get; init; }

    /// <summary>Language of sentences, two letters.</summary>
    public required string Source { get; init; }

    /// <summary>Language of translations, two letters.</summary>
    public required string Target { get; init; }

    /// <summary>The detector it sees pictures with; absent for a model that sees none.</summary>
    public string? Detector { get; init; }

    /// <summary>Hypotheses it keeps unless told otherwise.</summary>
    public required int Beam { get; init; }

    /// <summary>When it was loaded.</summary>
    public required DateTimeOffset Loaded { get; init; }
}
