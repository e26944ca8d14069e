namespace Optiglot.Networks;

/// <summary>Names of what an encoder gives and a decoder reads.</summary>
public static class MemoryNames
{
    /// <summary>States of the text, then of the regions.</summary>
    public const string States = "states";

    /// <summary>The places of the text.</summary>
    public const string Text = "text";

    /// <summary>The places of the regions.</summary>
    public const string Regions = "regions";

    /// <summary>
    /// Vectors of the regions as the detector gave them, <c>[batch, regions, features + 6]</c>, for decoders that make something of them themselves.
    /// </summary>
    public const string RegionVectors = "region_vectors";

    /// <summary>A picture as one vector, <c>[batch, 1, width]</c>.</summary>
    public const string Picture = "picture";

    /// <summary>States of a second encoder, a BERT.</summary>
    public const string Bert = "bert";

    /// <summary>Keys and values of a decoder layer.</summary>
    public static string Cross(int layer) => $"cross_{layer}";

    /// <summary>Keys and values of regions that have their own in a decoder layer.</summary>
    public static string Region(int layer) => $"region_{layer}";
}
