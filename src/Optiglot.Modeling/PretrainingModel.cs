using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The encoder with its two pre-training heads, masked LM and paired image (paper, section 3.2). Names are BERT's; "next sentence" becomes "paired image".</summary>
public sealed class PretrainingModel : IDisposable
{
    private readonly Linear transform;
    private readonly LayerNorm transformNorm;
    private readonly Linear pooler;
    private readonly Linear paired;

    private PretrainingModel(EncoderOptions options, ScalarType compute, Device device, ulong seed)
    {
        Options = options;
        var builder = new ParameterBuilder();
        Encoder = new Encoder(builder, options, Mode);
        builder.Group = ParameterGroup.PretrainingHead;
        Initialization initialization = Initialization.Normal(0.02);
        pooler = new Linear(builder, "bert.pooler.dense", options.Width, options.Width, initialization);
        transform = new Linear(builder, "cls.predictions.transform.dense", options.Width, options.Width, options.InitialDeviation > 0 ? initialization : Initialization.Xavier);
        transformNorm = new LayerNorm(builder, "cls.predictions.transform.LayerNorm", options.Width, options.NormEpsilon);
        OutputBias = builder.Add("cls.predictions.bias", Initialization.Zero, options.VocabularySize);
        paired = new Linear(builder, "cls.seq_relationship", options.Width, 2, initialization);
        Parameters = builder.Build(compute, device, seed);
    }

    /// <summary>The encoder's sizes.</summary>
    public EncoderOptions Options { get; }

    /// <summary>Dropout switch; off at first.</summary>
    public TrainingMode Mode { get; } = new();

    /// <summary>The encoder.</summary>
    public Encoder Encoder { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Bias of the masked LM's output layer, <c>[vocabulary]</c>; its weights are the word table.</summary>
    public Parameter OutputBias { get; }

    /// <summary>Makes a model with fresh weights.</summary>
    public static PretrainingModel Create(EncoderOptions options, ScalarType compute, Device device, ulong seed) => new(options, compute, device, seed);

    /// <summary>States for the masked LM's output layer, of masked places only.</summary>
    /// <param name="memory">The encoder's states.</param>
    /// <param name="places">Flat places in <c>[batch × (source+regions)]</c>, int64 <c>[masked]</c>.</param>
    /// <returns><c>[masked, width]</c>.</returns>
    public Tensor MaskedStates(EncoderMemory memory, Tensor places)
    {
        Tensor states = memory.States.reshape(-1, Options.Width).index_select(0, places);
        return transformNorm.Apply(nn.functional.gelu(transform.Apply(states)));
    }

    /// <summary>Logits of the paired-image task from <c>[CLS]</c>, float32 <c>[batch, 2]</c>: 0 paired, 1 not (BERT's order).</summary>
    public Tensor PairedLogits(EncoderMemory memory) =>
        paired.Apply(pooler.Apply(memory.States.select(1, 0)).tanh()).to(ScalarType.Float32);

    /// <summary>Frees the parameters.</summary>
    public void Dispose() => Parameters.Dispose();
}
