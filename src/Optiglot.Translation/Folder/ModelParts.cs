namespace Optiglot.Translation;

/// <summary>Parts of a model folder that are large: who needs only some has only those read and checked.</summary>
[Flags]
public enum ModelParts
{
    /// <summary>Configuration and tokenisers alone.</summary>
    None = 0,

    /// <summary>The weights, in <c>model.safetensors</c>.</summary>
    Weights = 1,

    /// <summary>Graphs in single precision.</summary>
    OnnxFloat32 = 2,

    /// <summary>Graphs with weights of 8 bits.</summary>
    OnnxInt8 = 4,

    /// <summary>Every part that a model folder can have.</summary>
    All = Weights | OnnxFloat32 | OnnxInt8,
}
