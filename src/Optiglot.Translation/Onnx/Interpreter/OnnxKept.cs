using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>A value of a memory in a graph: an output of the encoder's, an input of the decoder's.</summary>
/// <param name="Name">Its name in both.</param>
/// <param name="Value">The value.</param>
internal sealed record OnnxKept(string Name, OnnxValue Value) : IKept<OnnxValue>;
