using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>One thing to translate.</summary>
/// <param name="Text">The sentence; may be empty.</param>
/// <param name="Picture">Path or file name of its picture; null or empty for none.</param>
public sealed record TranslationRequest(string Text, string? Picture = null)
{
    /// <summary>The picture's regions, where the caller has them already: then <see cref="Picture"/> is not looked up.</summary>
    public RegionSet? Regions { get; init; }

    /// <summary>Whether a picture is to be looked up.</summary>
    internal bool NeedsLookup => Regions is null && !string.IsNullOrEmpty(Picture);
}
