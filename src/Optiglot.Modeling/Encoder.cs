using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// The vision-language encoder: BERT's embeddings and layers; regions enter through one linear layer after the text (paper, Eq. 1).
/// Names are those of Hugging Face's BERT, so its checkpoints go in and ours come out.
/// </summary>
public sealed class Encoder
{
    private readonly EncoderOptions options;
    private readonly TrainingMode mode;
    private readonly TokenEmbedding embedding;
    private readonly Embedding? segments;
    private readonly LayerNorm? embeddingNorm;
    private readonly Linear? regionProjection;
    private readonly LayerNorm? regionNorm;
    private readonly EncoderLayer[] layers;
    private readonly LayerNorm? finalNorm;

    /// <summary>Declares the encoder's parameters in <paramref name="builder"/>.</summary>
    public Encoder(ParameterBuilder builder, EncoderOptions options, TrainingMode mode)
    {
        this.options = options;
        this.mode = mode;
        builder.Group = ParameterGroup.Encoder;
        int width = options.Width;
        Initialization initialization = options.InitialDeviation > 0 ? Initialization.Normal(options.InitialDeviation) : Initialization.Xavier;
        double wordDeviation = options.ScaleEmbeddings ? 1 / Math.Sqrt(width) : options.InitialDeviation > 0 ? options.InitialDeviation : 0.02;
        Words = new Embedding(builder, "bert.embeddings.word_embeddings.weight", options.VocabularySize, width, wordDeviation);
        Embedding? positions = options.Positions == PositionKind.Learned
            ? new Embedding(builder, "bert.embeddings.position_embeddings.weight", options.MaximumPositions, width, wordDeviation)
            : null;
        embedding = new TokenEmbedding(Words, positions, options.ScaleEmbeddings ? Math.Sqrt(width) : 1, options.MaximumPositions);
        if (options.Segments > 0) segments = new Embedding(builder, "bert.embeddings.token_type_embeddings.weight", options.Segments, width, wordDeviation);
        if (options.Norm == NormPlacement.Post) embeddingNorm = new LayerNorm(builder, "bert.embeddings.LayerNorm", width, options.NormEpsilon);
        if (options.RegionFeatures > 0)
        {
            regionProjection = new Linear(builder, "bert.embeddings.region_projection", options.RegionFeatures + 6, width, initialization);
            regionNorm = new LayerNorm(builder, "bert.embeddings.region_LayerNorm", width, options.NormEpsilon);
        }

        layers = [.. Enumerable.Range(0, options.Layers).Select(i => new EncoderLayer(builder, $"bert.encoder.layer.{i}", options, initialization, mode))];
        if (options.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(builder, "bert.encoder.LayerNorm", width, options.NormEpsilon);
    }

    /// <summary>The word-piece table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>Encodes a batch.</summary>
    /// <returns>States of text, then regions, <c>[batch, source+regions, width]</c>.</returns>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this model's width.</exception>
    public EncoderMemory Encode(SourceBatch batch)
    {
        Tensor x = embedding.Apply(batch.Tokens);
        if (segments is not null) x = x.Plus(segments.Apply(batch.Segments));
        if (embeddingNorm is not null) x = embeddingNorm.Apply(x);
        Tensor mask = batch.TokenMask;
        int textLength = (int)batch.Tokens.shape[1];
        if (batch.Regions is not null && regionProjection is not null && regionNorm is not null)
        {
            if (batch.Regions.shape[2] != options.RegionFeatures + 6)
                throw new ArgumentException($"regions have {batch.Regions.shape[2] - 6} features, the model was made for {options.RegionFeatures}: use the detector it was trained with");
            Tensor regions = regionNorm.Apply(regionProjection.Apply(batch.Regions.to(x.dtype)));
            x = cat([x, regions], 1);
            mask = cat([mask, batch.RegionMask!], 1);
        }
        else
        {
            mask = mask.alias();
        }

        var stream = new ResidualStream(mode.Dropout(x, options.Dropout), mode, options.Dropout);
        using AttentionMask visible = AttentionMask.Padding(mask, x.dtype);
        foreach (EncoderLayer layer in layers)
        {
            using var scope = NewDisposeScope();
            layer.Apply(stream, visible);
            stream.Keep();
        }

        return new EncoderMemory(finalNorm is null ? stream.Value : stream.Normed(finalNorm), mask, textLength);
    }
}
