namespace Optiglot.Networks;

/// <summary>
/// How a decoder layer attends to the encoder's states. Queries may be target places or, in search, the hypotheses of a beam: the memory has no beam axis.
/// </summary>
public interface ICrossAttention
{
    /// <summary>Makes the keys and values, once a sentence.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="states">The encoder's states by name, those called <c>states</c> of the decoder's width, <c>[batch, places, width]</c>, and their
    /// masks.</param>
    /// <param name="memory">Takes keys and values; the masks are there under the names of the states.</param>
    void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class;

    /// <summary>Attends from <paramref name="x"/> <c>[batch, places, width]</c>.</summary>
    CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class;
}
