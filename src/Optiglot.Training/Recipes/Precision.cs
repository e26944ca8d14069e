namespace Optiglot.Training;

/// <summary>The number format the network computes in; master weights and moments are always 32-bit.</summary>
public enum Precision
{
    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>bfloat16.</summary>
    Bf16,
}
