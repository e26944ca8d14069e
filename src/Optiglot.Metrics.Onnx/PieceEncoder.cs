using System.Text;
using Microsoft.ML.Tokenizers;
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
    public int[] Encode(string text)
    {
        // Half a character cannot be written as UTF-8.
        if (text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return [.. encode(text)];
    }

    private static PieceEncoder WordPiece(WordPieceTokenizer tokenizer, LearnedTokenizer options) =>
        // The tokeniser reads Moses's entities back; here they are text.
        new(text => tokenizer.Encode(text.Replace("&", "&amp;", StringComparison.Ordinal)), options, tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId);

    private static PieceEncoder SentencePiece(string file, LearnedTokenizer options)
    {
        SentencePieceTokenizer tokenizer;
        try
        {
            using var stream = File.OpenRead(file);
            tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false);
        }
        catch (Exception error) when (error is not UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file}: not a SentencePiece model ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')})", error);
        }
        int unknown = options.Unknown ?? tokenizer.UnknownId + options.IdsOffset;
        return new PieceEncoder(text => [.. Encode(tokenizer, text).Select(Id)], options, null, null, 0);

        int Id(int id) => id == tokenizer.UnknownId ? unknown : id + options.IdsOffset;
    }

    // The library's BPE (2.0.1) gives nothing for a text of one character. Of the same text twice, with a space between, the first half is what is wanted.
    private static IReadOnlyList<int> Encode(SentencePieceTokenizer tokenizer, string text)
    {
        var ids = tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false);
        if (ids.Count > 0 || text.Length != 1 || char.IsWhiteSpace(text[0])) return ids;
        var twice = tokenizer.EncodeToIds($"{text} {text}", addBeginningOfSentence: false, addEndOfSentence: false);
        return [.. twice.Take(twice.Count / 2)];
    }
}
