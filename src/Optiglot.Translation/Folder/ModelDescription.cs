using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>All that a model folder says besides sizes and weights; what training hands to a model folder that it saves.</summary>
public sealed record ModelDescription
{
    /// <summary>Name of the model, usually its recipe's.</summary>
    public string Name { get; init; } = "";

    /// <summary>How source text is prepared.</summary>
    public required TextOptions SourceText { get; init; }

    /// <summary>How target text is prepared.</summary>
    public required TextOptions TargetText { get; init; }

    /// <summary>The tokeniser of source text.</summary>
    public required ISubwordTokenizer SourceTokenizer { get; init; }

    /// <summary>The target's tokeniser; the same object where the vocabulary is joint.</summary>
    public required ISubwordTokenizer TargetTokenizer { get; init; }

    /// <summary>The detector, or null for a model without pictures.</summary>
    public DetectorInfo? Detector { get; init; }

    /// <summary>Region limits of training.</summary>
    public RegionLimits? Regions { get; init; }

    /// <summary>Which names become tags; null for a model without tags.</summary>
    public TagOptions? Tags { get; init; }

    /// <summary>The search the recipe was tuned with.</summary>
    public BeamOptions Search { get; init; } = new();

    /// <summary>Makes source ids, tags included where the model has them.</summary>
    public SourceEncoder NewSourceEncoder() => new(SourceTokenizer, Tags is null ? null : Detector, Tags);

    /// <summary>How sources are laid out for a model.</summary>
    internal SourceLayout LayoutFor(ModelOptions options) => 
        SourceLayout.For(options, SourceTokenizer, Detector, (Regions ?? new RegionLimits()).Max);

    /// <summary>The special pieces of a model's target.</summary>
    internal TargetPieces TargetPiecesFor(ModelOptions options) => TargetPieces.For(TargetTokenizer, options.Decoder.VocabularySize);

    /// <summary>Names the tokenisers' files can have.</summary>
    internal static IReadOnlyList<string> TokenizerFiles { get; } = [FileName("vocabulary", "wordpiece"), FileName("vocabulary", "bpe"),
        .. ((string[])["source", "target"]).SelectMany(side => (string[])[FileName(side, "wordpiece"), FileName(side, "bpe")])];

    /// <summary>Writes the tokenisers' files into a folder and gives the configuration that names them.</summary>
    internal ModelConfig ToConfig(ModelOptions options, string folder, string weightsSha256)
    {
        CheckSize("source", SourceTokenizer, options.Encoder.VocabularySize);
        CheckSize("target", TargetTokenizer, options.Decoder.VocabularySize);
        bool joint = ReferenceEquals(SourceTokenizer, TargetTokenizer);
        var source = WriteSide(SourceText, SourceTokenizer, joint ? "vocabulary" : "source", folder);
        return new ModelConfig
        {
            Name = Name,
            Model = options,
            Source = source,
            Target = joint ? source with { Text = TargetText } : WriteSide(TargetText, TargetTokenizer, "target", folder),
            Detector = Detector,
            Regions = Regions,
            Tags = Tags,
            Search = Search,
            WeightsSha256 = weightsSha256,
        };
    }

    private static ModelSide WriteSide(TextOptions text, ISubwordTokenizer tokenizer, string name, string folder)
    {
        string file = FileName(name, tokenizer.Kind);
        tokenizer.Save(Path.Combine(folder, file));
        return new ModelSide
        {
            Text = text,
            TokenizerFile = file,
            TokenizerSha256 = FileHash.Sha256(Path.Combine(folder, file)),
            TokenizerKind = tokenizer.Kind,
            TokenizerLowerCase = tokenizer is WordPieceTokenizer { LowerCase: true },
        };
    }

    private static string FileName(string name, string kind) => kind == "wordpiece" ? $"{name}.txt" : $"{name}.{kind}.json";

    private static void CheckSize(string side, ISubwordTokenizer tokenizer, int vocabulary)
    {
        if (tokenizer.Count > vocabulary) throw new ArgumentException($"the {side} tokeniser has {tokenizer.Count} pieces, the model {vocabulary}");
    }
}
