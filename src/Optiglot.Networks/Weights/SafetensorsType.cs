namespace Optiglot.Networks;

/// <summary>Element type of a tensor in a safetensors file, by the format's own names.</summary>
public enum SafetensorsType
{
    /// <summary>Floating point in single precision, 4 bytes.</summary>
    F32,

    /// <summary>IEEE floating point in half precision, 2 bytes.</summary>
    F16,

    /// <summary>The upper half of single precision.</summary>
    BF16,

    /// <summary>Floating point in double precision, 8 bytes.</summary>
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
