namespace Optiglot.Training;

/// <summary>The number format the network computes in; master weights and moments are always 32-bit.</summary>
public enum Precision
{
    /// <summary>32-bit floating point (single precision).</summary>
    Fp32,

    /// <summary>bfloat16: 16-bit floating point with the exponent of 32-bit numbers.</summary>
    Bf16,
}
