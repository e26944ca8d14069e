namespace Optiglot.Translation;

/// <summary>The graphs a model folder holds for ONNX Runtime.</summary>
public sealed record OnnxExports
{
    /// <summary>In single precision; null where there are none.</summary>
    public OnnxFiles? Float32 { get; init; }

    /// <summary>With weights of 8 bits; null where there are none.</summary>
    public OnnxFiles? Int8 { get; init; }

    /// <summary>The graphs of a precision.</summary>
    internal OnnxFiles? Of(OnnxPrecision precision) => precision == OnnxPrecision.Int8 ? Int8 : Float32;

    /// <summary>With other graphs of a precision.</summary>
    internal OnnxExports With(OnnxPrecision precision, OnnxFiles files) => precision == OnnxPrecision.Int8 ? this with { Int8 = files }
        : this with { Float32 = files };
}
