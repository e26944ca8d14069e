namespace Optiglot.Cli;

/// <summary>The number format a translation is computed in.</summary>
internal enum TranslationPrecision
{
    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>bfloat16, on libtorch.</summary>
    Bf16,

    /// <summary>8-bit weights, on ONNX Runtime.</summary>
    Int8,
}
