using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>Keys and values of a memory in a graph.</summary>
/// <param name="Keys">Turned, <c>[sentences, heads, head, places]</c>.</param>
/// <param name="Values"><c>[sentences, heads, places, head]</c>.</param>
/// <param name="Heads">Number of heads.</param>
/// <param name="Head">Width of a head.</param>
/// <param name="Places">Name of the dimension of places.</param>
internal sealed record OnnxKeysValues(string Keys, string Values, int Heads, int Head, string Places) : IKeysValues<OnnxValue>;
