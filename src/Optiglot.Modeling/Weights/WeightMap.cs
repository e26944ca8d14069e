using Optiglot.Networks;
namespace Optiglot.Modeling;

/// <summary>
/// Which tensors of a checkpoint go where. Names are equal but for old spellings (gamma and beta of BERT's norms, checkpoints without the <c>bert.</c> prefix).
/// A missing, unused or misshapen tensor is an error that names it.
/// </summary>
/// <param name="Groups">Parts of the model to fill.</param>
/// <param name="Ignored">Prefixes of tensors in the file that may be left over.</param>
/// <param name="Optional">Prefixes of tensors of the model that may be missing and then stay as they are.</param>
public sealed record WeightMap(IReadOnlyList<ParameterGroup> Groups, IReadOnlyList<string> Ignored, IReadOnlyList<string> Optional)
{
    /// <summary>A model of ours, whole: everything but the λ vectors must be there.</summary>
    public static WeightMap Translation { get; } = new([ParameterGroup.Encoder, ParameterGroup.Decoder], [], []);

    /// <summary>An encoder out of any checkpoint of BERT or of our pre-training; the region layers of a plain BERT are missing and stay fresh.</summary>
    public static WeightMap Encoder { get; } = new([ParameterGroup.Encoder], ["cls.", "bert.pooler.", "pooler.", "bert.embeddings.position_ids", "embeddings.position_ids", "decoder.", "bridge.", "modality."], ["bert.embeddings.region_"]);

    /// <summary>An encoder with its pre-training heads, out of BERT's checkpoint or ours.</summary>
    public static WeightMap Pretraining { get; } = new([ParameterGroup.Encoder, ParameterGroup.PretrainingHead], ["bert.embeddings.position_ids", "cls.predictions.decoder."], ["bert.embeddings.region_", "cls.", "bert.pooler."]);

    /// <summary>Our name of a tensor.</summary>
    public static string Canonical(string name)
    {
        if (name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.layer.", StringComparison.Ordinal) || name.StartsWith("pooler.", StringComparison.Ordinal))
            name = "bert." + name;
        if (name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal)) return name[..^"gamma".Length] + "weight";
        return name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? name[..^"beta".Length] + "bias" : name;
    }
}
