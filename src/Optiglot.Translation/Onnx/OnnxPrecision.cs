namespace Optiglot.Translation;

/// <summary>Number format of an exported model's weights.</summary>
public enum OnnxPrecision
{
    /// <summary>Single precision: the same translations as libtorch.</summary>
    Fp32,

    /// <summary>Weights of 8 bits, a scale for each output; activations are rounded to 8 bits as they come, by one scale for the whole batch.</summary>
    Int8,
}
