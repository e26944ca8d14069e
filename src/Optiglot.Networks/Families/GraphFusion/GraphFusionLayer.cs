namespace Optiglot.Networks;

/// <summary>
/// What a layer of graph fusion has beside BERT's: the regions' attention to one another, the messages between words and regions, and the regions'
/// feed-forward block. After the last layer nobody looks at regions, so there they hear nothing more.
/// </summary>
internal sealed class GraphFusionLayer
{
    private readonly SelfAttention attention;
    private readonly Block attentionBlock;
    private readonly Messages toText;
    private readonly Block textBlock;
    private readonly Block? regionBlock;
    private readonly Messages? toRegions;
    private readonly FeedForward? feedForward;
    private readonly Block? feedForwardBlock;

    /// <summary>Declares the layer's parameters.</summary>
    internal GraphFusionLayer(ParameterDeclarations declarations, string prefix, EncoderOptions options, bool isLast)
    {
        int width = options.Width;
        string region = $"{prefix}.region";
        Block Of(string name) => new(new LayerNorm(declarations, $"{name}_norm", width, options.NormEpsilon), options.Norm);
        attention = new SelfAttention(
            declarations, $"{region}.attention", $"{region}.attention.output", width, options.Heads, Initialization.Xavier, options.AttentionDropout);
        attentionBlock = Of($"{region}.attention");
        toText = new Messages(declarations, $"{prefix}.to_text", "region", width);
        textBlock = Of($"{prefix}.to_text");
        // Before a block, the last layer's regions are normalised as those of the others.
        if (!isLast || options.Norm == NormPlacement.Pre) regionBlock = Of($"{prefix}.to_region");
        if (isLast) return;
        toRegions = new Messages(declarations, $"{prefix}.to_region", "text", width);
        feedForward = new FeedForward(
            declarations, $"{region}.widen", $"{region}.narrow", width, options.FeedForward, options.Activation, Initialization.Xavier, dropout: 0);
        feedForwardBlock = Of($"{region}.feed_forward");
    }

    /// <summary>Adds the blocks to both streams, the text's own attention being done. A sentence without a picture hears nothing.</summary>
    internal void Apply<T>(INetworkOps<T> ops, ResidualStream<T> words, GraphFusionNetwork.Regions<T>? picture) where T : class
    {
        if (picture is null)
        {
            textBlock.AddNothing(words);
            return;
        }

        (ResidualStream<T> regions, IMask<T> mask, IEdges<T> edges) = picture;
        attentionBlock.Add(regions, x => attention.Apply(ops, x, mask));
        // Both hear what the other was before.
        textBlock.Add(words, text =>
        {
            if (toRegions is null)
                return toText.Gather(ops, text, regionBlock is null ? regions.Value : regionBlock.Enter(regions), edges, MemoryNames.Text);
            T? heard = null;
            regionBlock!.Add(regions, region =>
            {
                heard = toText.Gather(ops, text, region, edges, MemoryNames.Text);
                return toRegions.Gather(ops, region, text, edges, MemoryNames.Regions);
            });
            return heard!;
        });
        feedForwardBlock?.Add(regions, x => feedForward!.Apply(ops, x));
    }

    // Σ σ(W own + V other + b) ⊙ other over a node's neighbours.
    private sealed class Messages(ParameterDeclarations declarations, string prefix, string otherName, int width)
    {
        private readonly Linear own = new(declarations, $"{prefix}.own_gate", width, width, Initialization.Xavier);
        private readonly Linear other = new(declarations, $"{prefix}.{otherName}_gate", width, width, Initialization.Xavier, hasBias: false);

        internal T Gather<T>(INetworkOps<T> ops, T x, T heard, IEdges<T> edges, string hearer) where T : class =>
            ops.GatherGated(ops.Linear(x, own), ops.Linear(heard, other), heard, edges, hearer);
    }
}
