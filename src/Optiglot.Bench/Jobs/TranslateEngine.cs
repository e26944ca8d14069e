namespace Optiglot.Bench;

/// <summary>What computes a translation on our side.</summary>
public enum TranslateEngine
{
    /// <summary>libtorch, in the job's number format.</summary>
    Torch,

    /// <summary>ONNX Runtime, fp32.</summary>
    Onnx,

    /// <summary>ONNX Runtime, weights of 8 bits.</summary>
    OnnxInt8,
}
