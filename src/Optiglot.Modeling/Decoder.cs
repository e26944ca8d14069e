using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The bridge and the transformer decoder on it; the target table is also the output layer (paper, section 3.3).</summary>
public sealed class Decoder
{
    private readonly DecoderOptions options;
    private readonly TrainingMode mode;
    private readonly Linear? bridge;
    private readonly TokenEmbedding embedding;
    private readonly DecoderLayer[] layers;
    private readonly LayerNorm? finalNorm;
    private readonly ModalityLoss? modality;

    /// <summary>Declares the decoder's parameters in <paramref name="builder"/>.</summary>
    /// <param name="builder">Takes the parameters.</param>
    /// <param name="model">The whole model's options.</param>
    /// <param name="mode">Dropout switch.</param>
    /// <param name="shared">The encoder's table, used where the options share it.</param>
    public Decoder(ParameterBuilder builder, ModelOptions model, TrainingMode mode, Embedding shared)
    {
        options = model.Decoder;
        this.mode = mode;
        int width = options.Width;
        builder.Group = ParameterGroup.Decoder;
        if (options.Bridge) bridge = new Linear(builder, "bridge", model.Encoder.Width, width, Initialization.Xavier);
        double deviation = 1 / Math.Sqrt(width);
        Words = options.ShareWithEncoder ? shared : new Embedding(builder, "decoder.embedding.weight", options.VocabularySize, width, deviation);
        Embedding? positions = options.Positions == PositionKind.Learned
            ? new Embedding(builder, "decoder.positions.weight", options.MaximumPositions, width, deviation)
            : null;
        embedding = new TokenEmbedding(Words, positions, Math.Sqrt(width), options.MaximumPositions);
        layers = [.. Enumerable.Range(0, options.Layers).Select(i => new DecoderLayer(builder, $"decoder.layers.{i}", options, mode))];
        if (options.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(builder, "decoder.norm", width, options.NormEpsilon);
        if (model.Modality.Layers != ModalityLayers.None) modality = new ModalityLoss(builder, model.Modality, width);
    }

    /// <summary>The target table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    internal DecoderOptions Options => options;

    internal IReadOnlyList<DecoderLayer> Layers => layers;

    /// <summary>Decodes a whole target at once, each place seeing what came before (teacher forcing).</summary>
    /// <param name="memory">The encoder's states.</param>
    /// <param name="targets">What the decoder has said so far, int64 <c>[batch, target]</c>, begin piece first.</param>
    /// <param name="labels">The piece each place shall say, int64 <c>[batch, target]</c>; only the modality loss looks at it.</param>
    /// <param name="labelMask">True where a label is real, bool <c>[batch, target]</c>.</param>
    public DecoderOutput Decode(EncoderMemory memory, Tensor targets, Tensor? labels = null, Tensor? labelMask = null)
    {
        Tensor states = Bridge(memory.States);
        using var mask = new MemoryMask(memory.Mask, memory.TextLength, states.dtype);
        using AttentionMask past = AttentionMask.Past(targets.shape[1], states.dtype, states.device);
        ResidualStream stream = Stream(mode.Dropout(embedding.Apply(targets), options.Dropout));
        ModalityTerms? terms = null;
        for (int i = 0; i < layers.Length; i++)
        {
            bool wanted = modality is not null && labels is not null && mask.HasPicture is not null && modality.Counts(i, layers.Length);
            using TorchSharp.DisposeScope? scope = wanted ? null : NewDisposeScope();
            ProjectedMemory projected = layers[i].CrossAttention.Project(states, mask);
            CrossAttentionResult cross = layers[i].Apply(stream, past, projected, mask, wanted ? AttentionRecording.Modality : AttentionRecording.None);
            if (scope is not null) stream.Keep();
            if (wanted) terms = modality!.Add(terms, cross, Words.Apply(labels!), labelMask!.logical_and(mask.HasPicture!.unsqueeze(1)));
        }

        return new DecoderOutput(Finish(stream), terms);
    }

    /// <summary>Encoder states in the decoder's width, <c>[batch, source+regions, width]</c>.</summary>
    internal Tensor Bridge(Tensor states) => bridge is null ? states : bridge.Apply(states);

    /// <summary>Embeds the newest pieces <c>[sentences, beam]</c>, all at place <paramref name="place"/>: <c>[sentences, beam, width]</c>.</summary>
    internal Tensor EmbedStep(Tensor tokens, long place) =>
        embedding.Apply(tokens.reshape(-1, 1), place).view(tokens.shape[0], tokens.shape[1], options.Width);

    /// <summary>The stream that the layers add to.</summary>
    internal ResidualStream Stream(Tensor x) => new(x, mode, options.Dropout);

    /// <summary>Scores of all pieces, float32 <c>[..., vocabulary]</c>, after the last layer.</summary>
    internal Tensor Logits(ResidualStream stream) => nn.functional.linear(Finish(stream), Words.Table.Value).to(ScalarType.Float32);

    private Tensor Finish(ResidualStream stream) => finalNorm is null ? stream.Value : stream.Normed(finalNorm);
}
