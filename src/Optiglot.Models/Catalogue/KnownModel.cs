namespace Optiglot.Models;

/// <summary>A pre-trained model that Optiglot knows how to get.</summary>
public sealed record KnownModel
{
    /// <summary>Its name, also that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, a few words.</summary>
    public required string What { get; init; }

    /// <summary>Its licence, and that of what it is wrapped in where that is another.</summary>
    public required string Licence { get; init; }

    /// <summary>What it is good for here.</summary>
    public required string Use { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ModelOrigin Origin { get; init; }

    /// <summary>Its files; none where everybody's are others.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>What Optiglot changes of it, a clause; null where its files stay as they come.</summary>
    public string? Change { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
