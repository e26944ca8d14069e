using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Where a <see cref="Translator"/> computes and what it sees pictures with.</summary>
public sealed record TranslatorSettings
{
    /// <summary>The device; null for the processor.</summary>
    public Device? Device { get; init; }

    /// <summary>Type to compute with: float32, or bfloat16 on processors and cards that are made for it.</summary>
    public ScalarType ComputeType { get; init; } = ScalarType.Float32;

    /// <summary>Regions of pictures seen before; stays the caller's.</summary>
    public RegionStore? Store { get; init; }

    /// <summary>Looks at pictures that are not in the store; stays the caller's.</summary>
    public IRegionDetector? Detector { get; init; }

    /// <summary>How large a picture may be; null for the defaults.</summary>
    public ImageLimits? ImageLimits { get; init; }
}
