using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Where a <see cref="Translator"/> computes and what it sees pictures with.</summary>
public sealed record TranslatorSettings : PictureSettings
{
    /// <summary>The device; null for the processor.</summary>
    public Device? Device { get; init; }

    /// <summary>Type to compute with: float32, or bfloat16 on processors and cards that are made for it.</summary>
    public ScalarType ComputeType { get; init; } = ScalarType.Float32;
}
