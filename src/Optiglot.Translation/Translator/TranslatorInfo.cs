using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>What a translator can do.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="SourceLanguage">Two-letter code.</param>
/// <param name="TargetLanguage">Two-letter code.</param>
/// <param name="Detector">The detector whose regions it understands; null where it sees no pictures.</param>
/// <param name="Search">The search it uses unless told otherwise.</param>
public sealed record TranslatorInfo(string Name, string SourceLanguage, string TargetLanguage, DetectorInfo? Detector, BeamOptions Search)
{
    /// <summary>Whether it sees pictures.</summary>
    public bool SeesPictures => Detector is not null;
}
