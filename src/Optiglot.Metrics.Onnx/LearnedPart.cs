namespace Optiglot.Metrics.Onnx;

/// <summary>A text that a learned metric reads.</summary>
public enum LearnedPart
{
    /// <summary>The sentence that was translated.</summary>
    Source,

    /// <summary>The output of a system.</summary>
    Hypothesis,

    /// <summary>What a person wrote.</summary>
    Reference,
}
