namespace Optiglot.Networks;

/// <summary>The encoder with its two pre-training heads. Names are BERT's; "next sentence" becomes "paired image".</summary>
public sealed class VlpPretraining : IPretrainingNetwork
{
    private readonly VlpEncoder encoder;
    private readonly Linear transform;
    private readonly LayerNorm transformNorm;
    private readonly Linear pooler;
    private readonly Linear paired;

    /// <summary>Declares the network's parameters.</summary>
    public VlpPretraining(EncoderOptions options)
    {
        encoder = new VlpEncoder(Parameters, options);
        Parameters.Group = ParameterGroup.PretrainingHead;
        Initialization initialization = Initialization.Normal(0.02);
        pooler = new Linear(Parameters, "bert.pooler.dense", options.Width, options.Width, initialization);
        transform = new Linear(Parameters, "cls.predictions.transform.dense", options.Width, options.Width, options.InitialDeviation > 0 ? initialization : Initialization.Xavier);
        transformNorm = new LayerNorm(Parameters, "cls.predictions.transform.LayerNorm", options.Width, options.NormEpsilon);
        Output = new OutputLayer(encoder.Words, Parameters.Add("cls.predictions.bias", Initialization.Zero, options.VocabularySize));
        paired = new Linear(Parameters, "cls.seq_relationship", options.Width, 2, initialization);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class => new(encoder.Encode(ops, source));

    /// <inheritdoc/>
    public T MaskedStates<T>(ITrainingOps<T> ops, NetworkMemory<T> memory, T places) where T : class =>
        ops.Normalize(ops.Activate(ops.Linear(ops.Rows(memory[MemoryNames.States].Value, places), transform), Activation.Gelu), transformNorm);

    /// <inheritdoc/>
    public T PairedLogits<T>(ITrainingOps<T> ops, NetworkMemory<T> memory) where T : class =>
        ops.Single(ops.Linear(ops.Activate(ops.Linear(ops.First(memory[MemoryNames.States].Value), pooler), Activation.Tanh), paired));
}
