namespace Optiglot.Networks;

/// <summary>Element type of a tensor in a safetensors file, by the format's own names.</summary>
public enum SafetensorsType
{
    /// <summary>Single precision.</summary>
    F32,

    /// <summary>Half precision.</summary>
    F16,

    /// <summary>The upper half of single precision.</summary>
    BF16,

    /// <summary>Double precision.</summary>
    F64,

    /// <summary>Whole numbers of 64 bits.</summary>
    I64,

    /// <summary>Whole numbers of 32 bits.</summary>
    I32,

    /// <summary>Whole numbers of 16 bits.</summary>
    I16,

    /// <summary>Whole numbers of 8 bits.</summary>
    I8,

    /// <summary>Whole numbers of 8 bits without a sign.</summary>
    U8,

    /// <summary>Truth values, a byte each.</summary>
    Bool,
}
