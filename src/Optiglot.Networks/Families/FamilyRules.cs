namespace Optiglot.Networks;

/// <summary>What several families ask of options.</summary>
internal static class FamilyRules
{
    /// <summary>Refuses options of a decoder that attends to regions as <see cref="TransformerDecoder"/> does, for families whose decoder does not.</summary>
    /// <exception cref="ArgumentException">A kind of cross-attention is named, or a modality loss asked for.</exception>
    internal static void HasItsOwnWayToRegions(string family, ModelOptions options)
    {
        if (options.Decoder.CrossAttention != CrossAttentionKind.Joint)
            throw new ArgumentException(
                $"{family}: how the decoder sees the picture is the family's own; cross-attention `{options.Decoder.CrossAttention}` is for others: leave "
                    + $"it out");
        if (options.Modality.Layers != ModalityLayers.None)
            throw new ArgumentException(
                $"{family}: the decoder has no attention to text and regions side by side, so there is no modality loss: leave out the section modality");
    }
}
