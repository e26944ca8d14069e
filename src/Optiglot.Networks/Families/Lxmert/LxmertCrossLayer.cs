namespace Optiglot.Networks;

/// <summary>
/// A cross-modality layer: each stream attends to the other, with the same maps for both, then to itself, then goes through its own feed-forward block; a
/// norm after each (Tan and Bansal 2019, section 2.2).
/// </summary>
public sealed class LxmertCrossLayer
{
    private readonly LxmertAttention? across;
    private readonly Stream language;
    private readonly Stream? regions;

    /// <summary>Declares the layer's parameters under Hugging Face's names.</summary>
    public LxmertCrossLayer(ParameterDeclarations declarations, string prefix, EncoderOptions options, Initialization initialization)
    {
        if (options.RegionFeatures > 0) across = new LxmertAttention(declarations, $"{prefix}.visual_attention", "att", options, initialization);
        language = new Stream(declarations, prefix, "lang", options, initialization);
        if (options.RegionFeatures > 0) regions = new Stream(declarations, prefix, "visn", options, initialization);
    }

    /// <summary>Adds the blocks to the text's stream <c>[batch, source, width]</c>, and to the regions' where there is one.</summary>
    public void Apply<T>(INetworkOps<T> ops, ResidualStream<T> text, IMask<T> textMask, ResidualStream<T>? seen, IMask<T>? seenMask) where T : class
    {
        if (seen is not null && seenMask is not null)
        {
            // Both from the states before either is changed. A sentence without a picture has nothing to add.
            T toText = ops.ZeroWhereAbsent(across!.Apply(ops, text.Value, seen.Value, seenMask), seenMask),
                toRegions = across.Apply(ops, seen.Value, text.Value, textMask);
            text.Add(toText);
            seen.Add(toRegions);
            seen.Normalize(across.Norm);
            regions!.Apply(ops, seen, seenMask);
        }

        if (across is not null) text.Normalize(across.Norm);
        language.Apply(ops, text, textMask);
    }

    // Self-attention and feed-forward of one stream.
    private sealed class Stream(ParameterDeclarations declarations, string prefix, string name, EncoderOptions options, Initialization initialization)
    {
        private readonly LxmertAttention attention = new(declarations, $"{prefix}.{name}_self_att", "self", options, initialization);
        private readonly FeedForward feedForward = new(
            declarations, $"{prefix}.{name}_inter.dense", $"{prefix}.{name}_output.dense", options.Width, options.FeedForward, options.Activation,
                initialization, dropout: 0);

        private readonly LayerNorm norm = new(declarations, $"{prefix}.{name}_output.LayerNorm", options.Width, options.NormEpsilon);

        internal void Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask) where T : class
        {
            stream.Add(attention.Apply(ops, stream.Value, stream.Value, mask));
            stream.Normalize(attention.Norm);
            stream.Add(feedForward.Apply(ops, stream.Value));
            stream.Normalize(norm);
        }
    }
}
