using WordPieceTokenizer = Optiglot.Text.WordPieceTokenizer;

namespace Optiglot.Metrics.Onnx;

/// <summary>Text to ids, and the ids around them, as a manifest says. Thread-safe.</summary>
internal sealed class PieceEncoder
{
    private readonly Func<string, IReadOnlyList<int>> encode;

    private PieceEncoder(Func<string, IReadOnlyList<int>> encode, LearnedTokenizer options, int? begin, int? end, int padding)
    {
        this.encode = encode;
        (Begin, End, Padding) = (options.Begin ?? begin, options.End ?? end, options.Padding ?? padding);
        Separator = options.Separator ?? (End is { } id ? [id] : []);
    }

    public int? Begin { get; }

    public int? End { get; }

    public int Padding { get; }

    public IReadOnlyList<int> Separator { get; }

    public static PieceEncoder Load(LearnedManifest manifest)
    {
        LearnedTokenizer options = manifest.Tokenizer;
        string file = options.Find(manifest);
        return options.Kind == "wordpiece" ? WordPiece(WordPieceTokenizer.Load(file, options.LowerCase), options) : SentencePiece(file, options);
    }

    /// <summary>Ids of a text without any around them.</summary>
    public int[] Encode(string text) => [.. encode(SentencePieceModel.Whole(text))];

    private static PieceEncoder WordPiece(WordPieceTokenizer tokenizer, LearnedTokenizer options) =>
        // The tokeniser reads Moses's entities back; here they are text.
        new(text => tokenizer.Encode(text.Replace("&", "&amp;", StringComparison.Ordinal)), options, tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId);

    private static PieceEncoder SentencePiece(string file, LearnedTokenizer options)
    {
        var model = SentencePieceModel.Open(file);
        int unknown = options.Unknown ?? model.UnknownId + options.IdsOffset;
        return new PieceEncoder(text => [.. model.Ids(text).Select(Id)], options, null, null, 0);

        int Id(int id) => id == model.UnknownId ? unknown : id + options.IdsOffset;
    }
}
