namespace Optiglot.Networks;

/// <summary>An encoder of text and regions with the pre-training heads; families say which encoder.</summary>
public abstract class EncoderPretraining : IPretrainingNetwork
{
    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output => Heads.Output;

    /// <summary>The heads, declared after the encoder.</summary>
    protected PretrainingHeads Heads { get; init; } = null!;

    /// <inheritdoc/>
    public abstract NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class;

    /// <inheritdoc/>
    public T MaskedStates<T>(ITrainingOps<T> ops, NetworkMemory<T> memory, T places) where T : class =>
        Heads.MaskedStates(ops, memory[MemoryNames.States].Value, places);

    /// <inheritdoc/>
    public T PairedLogits<T>(ITrainingOps<T> ops, NetworkMemory<T> memory) where T : class => Heads.PairedLogits(ops, memory[MemoryNames.States].Value);
}
