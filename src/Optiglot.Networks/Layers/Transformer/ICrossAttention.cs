namespace Optiglot.Networks;

/// <summary>How a decoder layer attends to the encoder's states. Queries may be target places or, in search, the hypotheses of a beam: the memory has no beam axis.</summary>
public interface ICrossAttention
{
    /// <summary>Makes the keys and values, once a sentence.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="states">The encoder's states, <c>[batch, places, width]</c>, and their mask.</param>
    /// <param name="memory">Takes keys and values.</param>
    void Remember<T>(INetworkOps<T> ops, States<T> states, DecoderMemory<T> memory) where T : class;

    /// <summary>Attends from <paramref name="x"/> <c>[batch, places, width]</c>.</summary>
    CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class;
}
