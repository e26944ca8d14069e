namespace Optiglot.Networks;

/// <summary>
/// The vision-language encoder: BERT's embeddings and layers; regions enter through one linear map after the text (paper, Eq. 1).
/// Names are those of Hugging Face's BERT, so its checkpoints go in and ours come out.
/// </summary>
public sealed class VlpEncoder
{
    private readonly EncoderOptions options;
    private readonly BertEmbedding embedding;
    private readonly Linear? regionProjection;
    private readonly LayerNorm? regionNorm;
    private readonly IEncoderLayer[] layers;
    private readonly LayerNorm? finalNorm;

    /// <summary>Declares the encoder's parameters.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="options">Sizes and kinds.</param>
    /// <param name="layer">Declares another kind of layer than BERT's, by its name on disk and the weights' start.</param>
    public VlpEncoder(ParameterDeclarations declarations, EncoderOptions options, Func<string, Initialization, IEncoderLayer>? layer = null)
    {
        this.options = options;
        declarations.Group = ParameterGroup.Encoder;
        int width = options.Width;
        Initialization initialization = BertEmbedding.InitializationOf(options);
        embedding = new BertEmbedding(declarations, options);
        if (options.RegionFeatures > 0)
        {
            regionProjection = RegionProjection.Of(declarations, "bert.embeddings.region_projection", options, width, initialization);
            regionNorm = new LayerNorm(declarations, "bert.embeddings.region_LayerNorm", width, options.NormEpsilon);
        }

        layer ??= (prefix, start) => new EncoderLayer(declarations, prefix, options, start);
        layers = [.. Enumerable.Range(0, options.Layers).Select(i => layer($"bert.encoder.layer.{i}", initialization))];
        if (options.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(declarations, "bert.encoder.LayerNorm", width, options.NormEpsilon);
    }

    /// <summary>The word-piece table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words => embedding.Words;

    /// <summary>Encodes a batch of sentences with their regions.</summary>
    /// <returns>States of text, then regions, <c>[batch, source + regions, width]</c>.</returns>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this encoder's width.</exception>
    public States<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        T x = embedding.Embed(ops, source);
        IMask<T> mask = ops.Mask(MemoryNames.Text, source.TokenMask);
        if (source.Regions is not null && regionProjection is not null && regionNorm is not null)
        {
            x = ops.ConcatenatePlaces(x, ops.Normalize(ops.Linear(source.Regions, regionProjection), regionNorm));
            mask = ops.Join(mask, ops.Mask(MemoryNames.Regions, source.RegionMask!));
        }

        var stream = new ResidualStream<T>(ops, ops.Dropout(x, options.Dropout), options.Dropout);
        foreach (IEncoderLayer layer in layers)
        {
            using IDisposable? scope = ops.Scope();
            layer.Apply(ops, stream, mask);
            stream.Keep();
        }

        return new States<T>(finalNorm is null ? stream.Value : stream.Normalized(finalNorm), mask);
    }
}
