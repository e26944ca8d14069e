namespace Optiglot.Networks;

/// <summary>
/// A graph of words and regions in layers (Yin et al. 2020, section 2.2): all words attend to all words and all regions to all regions, then the words of a
/// phrase and the regions that it names exchange gated messages, then each goes through its own feed-forward block. The decoder sees the words alone. Over a
/// text alone, but for the norms of the messages, it is BERT, and it has BERT's names. A region enters through two affine maps.
/// </summary>
public sealed class GraphFusionNetwork : TransformerNetwork
{
    private readonly EncoderOptions options;
    private readonly BertEmbedding embedding;
    private readonly EncoderLayer[] text;
    private readonly LayerNorm? finalNorm;
    private readonly Linear? project;
    private readonly Linear? deepen;
    private readonly GraphFusionLayer[] fusion = [];

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public GraphFusionNetwork(ModelOptions model)
    {
        FamilyRules.HasItsOwnWayToRegions("graph-fusion", model);
        options = model.Encoder;
        Parameters.Group = ParameterGroup.Encoder;
        embedding = new BertEmbedding(Parameters, options);
        text = [.. Enumerable.Range(0, options.Layers)
            .Select(i => new EncoderLayer(Parameters, $"bert.encoder.layer.{i}", options, BertEmbedding.InitializationOf(options)))];
        if (options.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(Parameters, "bert.encoder.LayerNorm", options.Width, options.NormEpsilon);
        if (options.RegionFeatures > 0)
        {
            // New parameters learn as fast as the decoder's, whatever the encoder started from.
            Parameters.Group = ParameterGroup.Decoder;
            project = RegionProjection.Of(Parameters, "graph.region_projection", options, options.Width, Initialization.Xavier);
            deepen = new Linear(Parameters, "graph.region_map", options.Width, options.Width, Initialization.Xavier);
            fusion = [.. Enumerable.Range(0, options.Layers)
                .Select(i => new GraphFusionLayer(Parameters, $"graph.layers.{i}", options, isLast: i == options.Layers - 1))];
        }

        Decoder = new TransformerDecoder(Parameters, model, embedding.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source)
    {
        IMask<T> mask = ops.Mask(MemoryNames.Text, source.TokenMask);
        ResidualStream<T> words = Stream(ops, embedding.Embed(ops, source));
        Regions<T>? picture = null;
        if (source.Regions is not null && project is not null)
        {
            T joined = source.Edges
                ?? throw new ArgumentException("graph-fusion: a batch with pictures has no edges between words and regions; lay it out for this family");
            T vectors = ops.Activate(ops.Linear(source.Regions, project), options.Activation);
            vectors = ops.Activate(ops.Linear(vectors, deepen!), options.Activation);
            picture = new Regions<T>(Stream(ops, vectors), ops.Mask(MemoryNames.Regions, source.RegionMask!), ops.Edges(joined));
        }

        for (int i = 0; i < text.Length; i++)
        {
            using IDisposable? scope = ops.Scope();
            text[i].AddAttention(ops, words, mask);
            if (fusion.Length > 0) fusion[i].Apply(ops, words, picture);
            text[i].AddFeedForward(ops, words);
            words.Keep();
            picture?.Stream.Keep();
        }

        return new NetworkMemory<T>(new States<T>(finalNorm is null ? words.Value : words.Normalized(finalNorm), mask));
    }

    private ResidualStream<T> Stream<T>(INetworkOps<T> ops, T x) where T : class => new(ops, ops.Dropout(x, options.Dropout), options.Dropout);

    /// <summary>The regions of a batch.</summary>
    /// <param name="Stream">Their states, <c>[batch, regions, width]</c>.</param>
    /// <param name="Mask">Which are real.</param>
    /// <param name="Edges">Which words they are joined with.</param>
    internal sealed record Regions<T>(ResidualStream<T> Stream, IMask<T> Mask, IEdges<T> Edges) where T : class;
}
