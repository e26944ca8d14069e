namespace Optiglot.Onnx;

/// <summary>Element types of tensors, by onnx.proto's numbers; those we use.</summary>
public enum OnnxType
{
    /// <summary>Floating point in single precision.</summary>
    Single = 1,

    /// <summary>Whole numbers of 8 bits without a sign.</summary>
    Byte = 2,

    /// <summary>Whole numbers of 8 bits.</summary>
    Int8 = 3,

    /// <summary>Whole numbers of 32 bits.</summary>
    Int32 = 6,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64 = 7,

    /// <summary>Truth values, a byte each.</summary>
    Bool = 9,
}
