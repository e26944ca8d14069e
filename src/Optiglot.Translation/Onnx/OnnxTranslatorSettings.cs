namespace Optiglot.Translation;

/// <summary>How an <see cref="OnnxTranslator"/> computes and what it sees pictures with.</summary>
public sealed record OnnxTranslatorSettings : PictureSettings
{
    /// <summary>Which of the folder's graphs; null for single precision where the folder has it, else 8 bits.</summary>
    public OnnxPrecision? Precision { get; init; }

    /// <summary>Threads to compute with; null for one a core.</summary>
    public int? Threads { get; init; }
}
