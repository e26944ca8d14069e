namespace Optiglot.Networks;

/// <summary>The bridge and the transformer decoder on it; the target table is also the output layer (paper, section 3.3).</summary>
public sealed class TransformerDecoder
{
    private const string Main = "decoder";

    private readonly DecoderOptions options;
    private readonly Linear? bridge;
    private readonly TokenEmbedding embedding;
    private readonly DecoderLayer[] layers;
    private readonly LayerNorm? finalNorm;
    private readonly ModalityLoss? modality;

    /// <summary>Declares the decoder's parameters.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="model">The whole model's options.</param>
    /// <param name="shared">The encoder's table, used where the options share it.</param>
    /// <param name="crossAttention">Declares the cross-attention of a layer, by its name on disk and the layer's number; null for the kind that the options
    /// name.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="words">The target table, where it is another decoder's.</param>
    public TransformerDecoder(
        ParameterDeclarations declarations, ModelOptions model, Embedding shared, Func<string, int, ICrossAttention>? crossAttention = null,
        string prefix = Main, Embedding? words = null)
    {
        options = model.Decoder;
        int width = options.Width;
        declarations.Group = ParameterGroup.Decoder;
        string bridgeName = prefix == Main ? "bridge" : $"{prefix}.bridge";
        if (options.Bridge) bridge = new Linear(declarations, bridgeName, model.Encoder.Width, width, Initialization.Xavier);
        double deviation = 1 / Math.Sqrt(width);
        if (options.ShareWithEncoder) words ??= shared;
        Words = words ?? new Embedding(declarations, $"{prefix}.embedding.weight", options.VocabularySize, width, deviation);
        embedding = TokenEmbedding.Of(
            declarations, Words, options.Positions, $"{prefix}.positions.weight", Math.Sqrt(width), options.MaximumPositions, deviation);
        crossAttention ??= (name, layer) => CrossAttention(declarations, name, options, layer);
        layers = [.. Enumerable.Range(0, options.Layers).Select(i =>
            new DecoderLayer(declarations, $"{prefix}.layers.{i}", i, options, name => crossAttention(name, i)))];
        if (options.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(declarations, $"{prefix}.norm", width, options.NormEpsilon);
        if (model.Modality.Layers != ModalityLayers.None) modality = new ModalityLoss(declarations, model.Modality, width);
    }

    /// <summary>The target table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>Factor of the target's vectors where they enter the layers.</summary>
    public double WordScale => embedding.Scale;

    /// <summary>
    /// Makes what is read at each step of an encoder's states. Those called <c>states</c> go over the bridge; others are taken as they are by
    /// cross-attentions that know them.
    /// </summary>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> states) where T : class
    {
        var memory = new DecoderMemory<T>();
        foreach ((string name, States<T> each) in states.Parts) memory.Add(name, each.Mask);
        States<T> main = states[MemoryNames.States];
        if (bridge is not null) states = states.With(MemoryNames.States, main with { Value = ops.Linear(main.Value, bridge) });
        foreach (DecoderLayer layer in layers) layer.CrossAttention.Remember(ops, states, memory);
        return memory;
    }

    /// <summary>Decodes a whole target, or a step.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="tokens">Ids, <c>[batch, target]</c>.</param>
    /// <param name="memory">What <see cref="Start"/> made.</param>
    /// <param name="labels">What each place shall say.</param>
    /// <param name="enter">Changes the embedded target, <c>[batch, target, width]</c>, before it enters the layers.</param>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels, Func<T, T>? enter = null) where T : class
    {
        T embedded = ops.Embed(tokens, embedding);
        var stream = new ResidualStream<T>(ops, ops.Dropout(enter is null ? embedded : enter(embedded), options.Dropout), options.Dropout);
        IMask<T> mask = memory.Mask(MemoryNames.States);
        ITrainingOps<T>? training = modality is not null && labels is not null && mask.Parts.Contains(MemoryNames.Regions) ? ops as ITrainingOps<T> : null;
        LossTerm<T>? loss = null;
        IReadOnlyList<T>? attention = null;
        for (int i = 0; i < layers.Length; i++)
        {
            bool counts = training is not null && modality!.Counts(i, layers.Length), isRecorded = ops.RecordsAttention && i == layers.Length - 1;
            using IDisposable? scope = counts || isRecorded ? null : ops.Scope();
            AttentionRecording recording = (counts ? AttentionRecording.Parts : 0) | (isRecorded ? AttentionRecording.Weights : 0);
            CrossAttention<T> cross = layers[i].Apply(ops, stream, memory, recording);
            if (scope is not null) stream.Keep();
            if (counts) loss = modality!.Add(training!, loss, cross, ops.Embed(labels!.Pieces, Words),
                training!.LabelFactor(labels.Real, mask.Part(MemoryNames.Regions)));
            if (isRecorded) attention = cross.Weights;
        }

        T hidden = finalNorm is null ? stream.Value : stream.Normalized(finalNorm);
        return new DecoderStates<T>(hidden, loss is null ? [] : [loss], attention);
    }

    /// <summary>Declares a cross-attention of the kind that the options name.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static ICrossAttention CrossAttention(ParameterDeclarations declarations, string prefix, DecoderOptions options, int layer) =>
        options.CrossAttention switch
    {
        CrossAttentionKind.Joint => new JointAttention(declarations, prefix, MemoryNames.Cross(layer), options, isTextOnly: false),
        CrossAttentionKind.Text => new JointAttention(declarations, prefix, MemoryNames.Cross(layer), options, isTextOnly: true),
        CrossAttentionKind.Parallel => new SplitAttention(declarations, prefix, layer, options, isGated: false),
        CrossAttentionKind.Gated => new SplitAttention(declarations, prefix, layer, options, isGated: true),
        _ => throw new ArgumentException($"cross-attention `{options.CrossAttention}` is none of {string.Join(", ", Enum.GetNames<CrossAttentionKind>())}"),
    };
}
