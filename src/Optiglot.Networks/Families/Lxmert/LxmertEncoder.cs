namespace Optiglot.Networks;

/// <summary>
/// LXMERT's encoder (Tan and Bansal 2019, section 2), under Hugging Face's names, so that its checkpoints go in. A region is the mean of its normalised
/// feature and its normalised box (Eq. 1), of which
/// LXMERT reads the four corners.
/// </summary>
public sealed class LxmertEncoder
{
    private const int Corners = 4;

    private readonly EncoderOptions options;
    private readonly TokenEmbedding embedding;
    private readonly Embedding? segments;
    private readonly LayerNorm embeddingNorm;
    private readonly (Linear Map, LayerNorm Norm)? feature;
    private readonly (Linear Map, LayerNorm Norm)? box;
    private readonly EncoderLayer[] languageLayers;
    private readonly EncoderLayer[] regionLayers;
    private readonly LxmertCrossLayer[] crossLayers;

    /// <summary>Declares the encoder's parameters.</summary>
    /// <exception cref="ArgumentException">The options ask for what this encoder has not.</exception>
    public LxmertEncoder(ParameterDeclarations declarations, EncoderOptions options, int regionLayers, int crossLayers)
    {
        if (options.Norm != NormPlacement.Post)
            throw new ArgumentException(
                $"lxmert: norms stand after each block, as in BERT: set model.encoder.norm to post, not {options.Norm.ToString().ToLowerInvariant()}");
        if (options.ScaleEmbeddings)
            throw new ArgumentException("lxmert: word embeddings are not scaled: set model.encoder.scale_embeddings to false");
        this.options = options;
        declarations.Group = ParameterGroup.Encoder;
        (int width, double epsilon, double deviation) = (options.Width, options.NormEpsilon, options.InitialDeviation > 0 ? options.InitialDeviation : 0.02);
        Initialization initialization = Initialization.Normal(deviation);
        const string Embeddings = "lxmert.embeddings", Encoder = "lxmert.encoder", Visual = $"{Encoder}.visn_fc";
        Words = new Embedding(declarations, $"{Embeddings}.word_embeddings.weight", options.VocabularySize, width, deviation);
        embedding = TokenEmbedding.Of(declarations, Words, options.Positions, $"{Embeddings}.position_embeddings.weight", 1, options.MaximumPositions,
            deviation);
        if (options.Segments > 0) segments = new Embedding(declarations, $"{Embeddings}.token_type_embeddings.weight", options.Segments, width, deviation);
        embeddingNorm = new LayerNorm(declarations, $"{Embeddings}.LayerNorm", width, epsilon);
        languageLayers = [.. Enumerable.Range(0, options.Layers).Select(i => new EncoderLayer(declarations, $"{Encoder}.layer.{i}", options, initialization))];
        bool seesRegions = options.RegionFeatures > 0;
        if (seesRegions)
        {
            feature = (new Linear(declarations, $"{Visual}.visn_fc", options.RegionFeatures, width, initialization) { IsExact = true },
                new LayerNorm(declarations, $"{Visual}.visn_layer_norm", width, epsilon));
            box = (new Linear(declarations, $"{Visual}.box_fc", Corners, width, initialization) { IsExact = true },
                new LayerNorm(declarations, $"{Visual}.box_layer_norm", width, epsilon));
        }

        if (!seesRegions) regionLayers = 0;
        this.regionLayers = [.. Enumerable.Range(0, regionLayers)
            .Select(i => new EncoderLayer(declarations, $"{Encoder}.r_layers.{i}", options, initialization))];
        this.crossLayers = [.. Enumerable.Range(0, crossLayers)
            .Select(i => new LxmertCrossLayer(declarations, $"{Encoder}.x_layers.{i}", options, initialization))];
    }

    /// <summary>The word-piece table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>Encodes a batch of sentences with their regions.</summary>
    /// <returns>States of text, then regions, <c>[batch, source + regions, width]</c>.</returns>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this encoder's width.</exception>
    public States<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        IMask<T> textMask = ops.Mask(MemoryNames.Text, source.TokenMask);
        T words = ops.Embed(source.Tokens, embedding);
        if (segments is not null) words = ops.Add(words, ops.Embed(source.Segments, segments));
        ResidualStream<T> text = Stream(ops, ops.Normalize(words, embeddingNorm));
        bool hasRegions = source.Regions is not null && feature is not null;
        ResidualStream<T>? seen = hasRegions ? Stream(ops, Regions(ops, source.Regions!)) : null;
        IMask<T>? seenMask = hasRegions ? ops.Mask(MemoryNames.Regions, source.RegionMask!) : null;
        foreach (EncoderLayer layer in languageLayers) Layer(ops, () => layer.Apply(ops, text, textMask), text);
        if (seen is not null && seenMask is not null)
            foreach (EncoderLayer layer in regionLayers) Layer(ops, () => layer.Apply(ops, seen, seenMask), seen);
        foreach (LxmertCrossLayer layer in crossLayers) Layer(ops, () => layer.Apply(ops, text, textMask, seen, seenMask), text, seen);
        return seen is null || seenMask is null ? new States<T>(text.Value, textMask)
            : new States<T>(ops.ConcatenatePlaces(text.Value, seen.Value), ops.Join(textMask, seenMask));
    }

    private static void Layer<T>(INetworkOps<T> ops, Action apply, params ReadOnlySpan<ResidualStream<T>?> streams) where T : class
    {
        using IDisposable? scope = ops.Scope();
        apply();
        foreach (ResidualStream<T>? stream in streams) stream?.Keep();
    }

    private ResidualStream<T> Stream<T>(INetworkOps<T> ops, T x) where T : class => new(ops, ops.Dropout(x, options.Dropout), options.Dropout);

    private T Regions<T>(INetworkOps<T> ops, T vectors) where T : class
    {
        T Part((Linear Map, LayerNorm Norm) part, int first, int count) =>
            ops.Normalize(ops.Linear(ops.SliceFeatures(vectors, first, count), part.Map), part.Norm);
        return ops.Scale(ops.Add(Part(feature!.Value, 0, options.RegionFeatures), Part(box!.Value, options.RegionFeatures, Corners)), 0.5);
    }
}
