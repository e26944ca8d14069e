using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>Source states that have keys and values of their own in each decoder layer: what the encoder graph gives and the decoder graph takes.</summary>
/// <param name="Name">What values are called after: <c>name_keys_0</c>, <c>name_values_0</c>, <c>name_bias</c>.</param>
/// <param name="Key">The keys' layer on disk.</param>
/// <param name="Value">The values' layer on disk.</param>
/// <param name="Places">Name of the dimension: <c>source</c>, <c>regions</c>, or <c>memory</c> for both together.</param>
internal sealed record MemoryPart(string Name, string Key, string Value, string Places)
{
    /// <summary>1 for a sentence with a picture, else 0, <c>[sentences, 1, 1]</c>; where regions have keys of their own.</summary>
    public const string HasPicture = "has_picture";

    /// <summary>The parts of a model: all states together, or text, then regions where the model sees some.</summary>
    /// <exception cref="ArgumentException">The model has a cross-attention that graphs do not know.</exception>
    public static IReadOnlyList<MemoryPart> Of(ModelOptions model)
    {
        bool pictures = model.Encoder.RegionFeatures > 0;
        var text = new MemoryPart("cross", "key", "value", "source");
        return model.Decoder.CrossAttention switch
        {
            CrossAttentionKind.Joint => [pictures ? text with { Places = "memory" } : text],
            CrossAttentionKind.Text => [text],
            CrossAttentionKind.Parallel or CrossAttentionKind.Gated => pictures ? [text, new MemoryPart("region", "region_key", "region_value", "regions")] : [text],
            var other => throw LayerGraph.Unknown("cross-attention", other),
        };
    }

    /// <summary>Name of a layer's keys, <c>[sentences, heads, head, places]</c>.</summary>
    public string Keys(int layer) => $"{Name}_keys_{layer}";

    /// <summary>Name of a layer's values, <c>[sentences, heads, places, head]</c>.</summary>
    public string Values(int layer) => $"{Name}_values_{layer}";

    /// <summary>Name of the additive mask, <c>[sentences, 1, 1, places]</c>.</summary>
    public string Bias => $"{Name}_bias";
}
