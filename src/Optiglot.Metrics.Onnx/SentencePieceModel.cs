using System.Text;
using Microsoft.ML.Tokenizers;
using Optiglot.Text;

namespace Optiglot.Metrics.Onnx;

/// <summary>A SentencePiece model (Kudo and Richardson, 2018), unigram or BPE, from its <c>.model</c> file. Thread-safe.</summary>
public sealed class SentencePieceModel : IPieceModel
{
    private readonly SentencePieceTokenizer tokenizer;
    private readonly CharacterMap map;

    private SentencePieceModel(byte[] model, string sha256)
    {
        tokenizer = SentencePieceTokenizer.Create(new MemoryStream(model), addBeginningOfSentence: false, addEndOfSentence: false);
        map = new CharacterMap(PieceModelFile.UnusedMap(model));
        Sha256 = sha256;
    }

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
            return new SentencePieceModel(File.ReadAllBytes(file), FileHash.Sha256(file));
        }
        catch (Exception error) when (error is not UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file}: not a SentencePiece model ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')})", error);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Split(string line) => [.. Encode(Whole(line)).Select(piece => piece.Text)];

    /// <summary>Ids of a text without any around them.</summary>
    /// <param name="text">Whole characters.</param>
    internal IReadOnlyList<int> Ids(string text) => [.. Encode(text).Select(piece => piece.Id)];

    /// <summary>A text with its half characters, which cannot be written as UTF-8, replaced.</summary>
    internal static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    // What is unknown keeps its text, and several unknown pieces in a row are one, as SentencePiece has them.
    private List<(int Id, string Text)> Encode(string text)
    {
        List<(int Id, string Text)> pieces = [];
        foreach (var token in Tokens(map.Apply(text), out string normalized))
        {
            if (token.Id != UnknownId) pieces.Add((token.Id, token.Value));
            else if (pieces is [.., var last] && last.Id == UnknownId) pieces[^1] = (UnknownId, last.Text + normalized[token.Offset]);
            else pieces.Add((UnknownId, normalized[token.Offset]));
        }
        return pieces;
    }

    // The library's BPE (2.0.1) gives nothing for a text of one character, spaces around it or not, and a piece for spaces alone. Of the same text twice, with a space between, the first half is what is wanted.
    private IReadOnlyList<EncodedToken> Tokens(string text, out string normalized)
    {
        string alone = text.Trim(' ');
        if (alone.Length == 0)
        {
            normalized = "";
            return [];
        }

        var tokens = tokenizer.EncodeToTokens(text, out string? changed, addBeginningOfSentence: false, addEndOfSentence: false);
        normalized = changed ?? text;
        if (tokens.Count > 0 || alone.Length != 1 || char.IsWhiteSpace(alone[0])) return tokens;
        string twice = $"{alone} {alone}";
        tokens = tokenizer.EncodeToTokens(twice, out changed, addBeginningOfSentence: false, addEndOfSentence: false);
        normalized = changed ?? twice;
        return [.. tokens.Take(tokens.Count / 2)];
    }
}
