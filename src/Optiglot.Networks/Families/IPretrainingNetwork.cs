namespace Optiglot.Networks;

/// <summary>An encoder with its pre-training heads, masked LM and paired image (paper, section 3.2).</summary>
public interface IPretrainingNetwork
{
    /// <summary>All parameters, declared and without numbers.</summary>
    ParameterDeclarations Parameters { get; }

    /// <summary>The masked LM's output layer.</summary>
    OutputLayer Output { get; }

    /// <summary>Encodes a batch of sentences.</summary>
    NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class;

    /// <summary>States for the masked LM's output layer, of masked places only.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="memory">The encoder's states.</param>
    /// <param name="places">Flat places in <c>[batch × places]</c>, int64 <c>[masked]</c>.</param>
    /// <returns><c>[masked, width]</c>.</returns>
    T MaskedStates<T>(ITrainingOps<T> ops, NetworkMemory<T> memory, T places) where T : class;

    /// <summary>Logits of the paired-image task, float32 <c>[batch, 2]</c>: 0 paired, 1 not (BERT's order).</summary>
    T PairedLogits<T>(ITrainingOps<T> ops, NetworkMemory<T> memory) where T : class;
}
