using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>
/// A value of a graph, <c>[sentences, places, width]</c>. It may stand there whole, as rows <c>[sentences · places, width]</c>, which is what products want, or
/// not yet: an affine map waits until it is known whether its result is wanted as it is or split into heads.
/// </summary>
internal sealed class OnnxValue
{
    /// <summary>Width of the last axis.</summary>
    public required int Width { get; init; }

    /// <summary>Name of the dimension of places.</summary>
    public required string Places { get; init; }

    /// <summary>Gives the name of the vector <c>sentences, places</c>.</summary>
    public required Lazy<string> Dimensions { get; init; }

    /// <summary>Its name as <c>[sentences, places, width]</c>.</summary>
    public string? Whole { get; set; }

    /// <summary>Its name as <c>[sentences · places, width]</c>.</summary>
    public string? Rows { get; set; }

    /// <summary>What it is the affine map of, where that is not computed yet.</summary>
    public (OnnxValue Input, Linear Map)? Waiting { get; init; }

    /// <summary>An input of the graph that is made when it is first used.</summary>
    public Func<string>? Input { get; init; }

    /// <summary>Whether it is ids of pieces, whose tables are large.</summary>
    public bool IsPieces { get; init; }

    /// <summary>For attention weights: name of the dimension of places that were attended to.</summary>
    public string? Seen { get; init; }

    /// <summary>Names of scaled queries by heads, once they are made.</summary>
    public string? Queries { get; set; }
}
