using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>How a model is served: what computes, and what is put around it.</summary>
public sealed record OptiglotOptions
{
    /// <summary>Which of the folder's graphs; null for single precision where the folder has it, else 8 bits.</summary>
    public OnnxPrecision? Precision { get; set; }

    /// <summary>Batches translated at a time, on the same weights; null for one a core.</summary>
    public int? Workers { get; set; }

    /// <summary>Common batches of several callers' sentences; null for none.</summary>
    public BatchingOptions? Batching { get; set; } = new();

    /// <summary>The memory of answers; null for none.</summary>
    public CacheOptions? Cache { get; set; } = new();

    /// <summary>Most sentences a second in the long run; null for no limit. Bursts of as many are let through.</summary>
    public int? SentencesASecond { get; set; }

    /// <summary>Where the model's detector is looked for; null to translate with regions that requests bring, or without pictures.</summary>
    public DetectorSettings? Detectors { get; set; } = new();

    /// <summary>How large a picture may be; null for the defaults.</summary>
    public ImageLimits? ImageLimits { get; set; }
}
