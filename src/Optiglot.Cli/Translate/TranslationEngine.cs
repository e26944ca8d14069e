namespace Optiglot.Cli;

/// <summary>What computes a translation.</summary>
internal enum TranslationEngine
{
    /// <summary>libtorch, on the weights.</summary>
    Torch,

    /// <summary>ONNX Runtime, on the graphs that <c>export</c> writes.</summary>
    Onnx,
}
