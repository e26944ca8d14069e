namespace Optiglot.Onnx;

/// <summary>A node of a graph that was read.</summary>
/// <param name="Operator">What it computes, such as <c>MatMul</c>.</param>
/// <param name="Inputs">Names of its inputs; one left out is empty.</param>
/// <param name="Outputs">Names of its outputs.</param>
public sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
