namespace Optiglot.Networks;

/// <summary>
/// BERT-NMT: a transformer of the decoder's sizes with an encoder of its own, and a BERT (the recipe's encoder) that each of its layers attends to and that
/// is never trained (Zhu et al. 2020, section 4.1).
/// The BERT may be one that has seen pictures; then its regions are read too. Encoder and BERT read the same pieces, where the paper has two tokenisations.
/// </summary>
public sealed class BertFusedNetwork : TransformerNetwork
{
    private readonly VlpEncoder bert;
    private readonly TokenEmbedding embedding;
    private readonly BertFusedEncoderLayer[] layers;
    private readonly LayerNorm? finalNorm;
    private readonly double dropout;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public BertFusedNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("bert-fused", options);
        if (options.Decoder.ShareWithEncoder)
            throw new ArgumentException(
            "bert-fused: BERT's table of words stays as it is, so the decoder cannot learn in it: set model.decoder.share_with_encoder to false");
        DecoderOptions sizes = options.Decoder;
        (int width, int bertWidth, double dropNet) = (sizes.Width, options.Encoder.Width, options.ValueOf(BertFusedFamily.DropNet));
        dropout = sizes.Dropout;
        // BERT is read, not trained: as in inference.
        bert = new VlpEncoder(Parameters, options.Encoder with { Dropout = 0, AttentionDropout = 0 });
        Parameters.Group = ParameterGroup.Decoder;
        double deviation = 1 / Math.Sqrt(width);
        var words = new Embedding(Parameters, "encoder.embedding.weight", options.Encoder.VocabularySize, width, deviation);
        embedding = TokenEmbedding.Of(Parameters, words, sizes.Positions, "encoder.positions.weight", Math.Sqrt(width), options.Encoder.MaximumPositions,
            deviation);
        layers = [.. Enumerable.Range(0, sizes.Layers).Select(i => new BertFusedEncoderLayer(Parameters, $"encoder.layers.{i}", sizes, bertWidth, dropNet))];
        if (sizes.Norm == NormPlacement.Pre) finalNorm = new LayerNorm(Parameters, "encoder.norm", width, sizes.NormEpsilon);
        ModelOptions own = options with { Encoder = options.Encoder with { Width = width }, Decoder = sizes with { Bridge = false } };
        Decoder = new TransformerDecoder(Parameters, own, words, (prefix, layer) =>
            new BertFusedAttention(Parameters, prefix, layer, sizes, bertWidth, dropNet));
    }

    /// <inheritdoc/>
    public override bool EncoderIsConstant => true;

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source)
    {
        States<T> read = bert.Encode(ops, source);
        IMask<T> mask = ops.Mask(MemoryNames.Text, source.TokenMask);
        var stream = new ResidualStream<T>(ops, ops.Dropout(ops.Embed(source.Tokens, embedding), dropout), dropout);
        foreach (BertFusedEncoderLayer layer in layers)
        {
            using IDisposable? scope = ops.Scope();
            layer.Apply(ops, stream, mask, read);
            stream.Keep();
        }

        var own = new States<T>(finalNorm is null ? stream.Value : stream.Normalized(finalNorm), mask);
        return new NetworkMemory<T>(own).With(MemoryNames.Bert, read);
    }
}
