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
    private static IReadOnlyList<string> NewInLxmert => ["lxmert.encoder.visn_fc.", "lxmert.encoder.r_layers.", "lxmert.encoder.x_layers."];

    /// <summary>A model of ours, whole: everything but the λ vectors must be there.</summary>
    public static WeightMap Translation { get; } = new([ParameterGroup.Encoder, ParameterGroup.Decoder], [], []);

    /// <summary>
    /// An encoder out of any checkpoint of BERT, of LXMERT or of our pre-training; the region layers of a plain BERT are missing and stay fresh. A plain BERT
    /// is the language stream of an LXMERT.
    /// </summary>
    public static WeightMap Encoder { get; } = new(
        [ParameterGroup.Encoder],
        ["cls.", "bert.pooler.", "pooler.", "bert.embeddings.position_ids", "embeddings.position_ids", "lxmert.pooler.", "answer_head.", "obj_predict_head.",
            "decoder.", "bridge.", "modality."],
        ["bert.embeddings.region_"])
    {
        OtherName = ("bert.", "lxmert."), MissingTogether = NewInLxmert,
    };

    /// <summary>An encoder with its pre-training heads, out of BERT's checkpoint, LXMERT's or ours.</summary>
    public static WeightMap Pretraining { get; } = new(
        [ParameterGroup.Encoder, ParameterGroup.PretrainingHead],
        ["bert.embeddings.position_ids", "cls.predictions.decoder.", "answer_head.", "obj_predict_head."],
        ["bert.embeddings.region_", "cls.", "bert.pooler.", "lxmert.pooler."])
    {
        OtherName = ("bert.", "lxmert."), MissingTogether = NewInLxmert,
    };

    /// <summary>Prefix of names in a file, and of those that they have in a model that knows only these.</summary>
    public (string InFile, string InModel)? OtherName { get; init; }

    /// <summary>Prefixes of tensors of the model that the file may lack and that then stay as they are; one that has some of a prefix must have all.</summary>
    public IReadOnlyList<string> MissingTogether { get; init; } = [];

    /// <summary>The name of a file's tensor in a model.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="isKnown">Whether the model has a tensor of a name.</param>
    public string NameIn(string name, Func<string, bool> isKnown)
    {
        name = Canonical(name);
        if (isKnown(name) || OtherName is not { } other || !name.StartsWith(other.InFile, StringComparison.Ordinal)) return name;
        string renamed = other.InModel + name[other.InFile.Length..];
        return isKnown(renamed) ? renamed : name;
    }

    /// <summary>Our name of a tensor.</summary>
    public static string Canonical(string name)
    {
        if (name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.layer.", StringComparison.Ordinal)
            || name.StartsWith("pooler.", StringComparison.Ordinal))
            name = "bert." + name;
        if (name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal)) return name[..^"gamma".Length] + "weight";
        return name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? name[..^"beta".Length] + "bias" : name;
    }
}
