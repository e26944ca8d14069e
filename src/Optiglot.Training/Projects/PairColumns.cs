namespace Optiglot.Training;

/// <summary>
/// Which columns of a table hold what. A name is compared without regard to case; a whole number is a column's place, from 1; null: the usual names.
/// </summary>
public sealed record PairColumns
{
    /// <summary>The source sentence; usually <c>source</c>, <c>src</c>, or the language's code.</summary>
    public string? Source { get; init; }

    /// <summary>Its translation; usually <c>target</c>, <c>tgt</c>, or the language's code.</summary>
    public string? Target { get; init; }

    /// <summary>The picture's file; usually <c>picture</c>, <c>image</c> or <c>photo</c>. It may be absent.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether the first line is a pair already: columns are then source, target, picture, or as their places say.</summary>
    public bool NoHeader { get; init; }
}
