using System.Text;
using Microsoft.ML.Tokenizers;
using Optiglot.Text;

namespace Optiglot.Metrics.Onnx;

/// <summary>A SentencePiece model (Kudo and Richardson, 2018), unigram or BPE, from its <c>.model</c> file. Thread-safe.</summary>
public sealed class SentencePieceModel : IPieceModel
{
    private readonly SentencePieceTokenizer tokenizer;

    private SentencePieceModel(SentencePieceTokenizer tokenizer, string sha256) => (this.tokenizer, Sha256) = (tokenizer, sha256);

    /// <inheritdoc/>
    public string Sha256 { get; }

    /// <summary>Id of what the vocabulary does not have.</summary>
    internal int UnknownId => tokenizer.UnknownId;

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no SentencePiece model.</exception>
    public static SentencePieceModel Open(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: no such SentencePiece model", file);
        try
        {
            using var stream = File.OpenRead(file);
            return new SentencePieceModel(SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false), FileHash.Sha256(file));
        }
        catch (Exception error) when (error is not UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file}: not a SentencePiece model ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')})", error);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Split(string line) => [.. Encode(Whole(line)).Select(token => token.Value)];

    /// <summary>Ids of a text without any around them.</summary>
    /// <param name="text">Whole characters.</param>
    internal IReadOnlyList<int> Ids(string text) => [.. Encode(text).Select(token => token.Id)];

    /// <summary>A text with its half characters, which cannot be written as UTF-8, replaced.</summary>
    internal static string Whole(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    // The library's BPE (2.0.1) gives nothing for a text of one character. Of the same text twice, with a space between, the first half is what is wanted.
    private IReadOnlyList<EncodedToken> Encode(string text)
    {
        var tokens = tokenizer.EncodeToTokens(text, out _, addBeginningOfSentence: false, addEndOfSentence: false);
        if (tokens.Count > 0 || text.Length != 1 || char.IsWhiteSpace(text[0])) return tokens;
        var twice = tokenizer.EncodeToTokens($"{text} {text}", out _, addBeginningOfSentence: false, addEndOfSentence: false);
        return [.. twice.Take(twice.Count / 2)];
    }
}
