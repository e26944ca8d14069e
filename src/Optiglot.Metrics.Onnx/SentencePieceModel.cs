using System.Text;
using Microsoft.ML.Tokenizers;

namespace Optiglot.Metrics.Onnx;

/// <summary>A SentencePiece model (Kudo and Richardson, 2018), unigram or BPE, from its <c>.model</c> file. Thread-safe.</summary>
public sealed class SentencePieceModel : IPieceModel
{
    private readonly SentencePieceTokenizer tokenizer;
    private readonly PieceNormalizer normalizer;

    private SentencePieceModel(byte[] model, string sha256)
    {
        tokenizer = SentencePieceTokenizer.Create(new MemoryStream(model), addBeginningOfSentence: false, addEndOfSentence: false);
        normalizer = new PieceNormalizer(PieceModelFile.Read(model));
        Sha256 = sha256;
    }

    /// <inheritdoc/>
    public string Sha256 { get; }

    /// <summary>Id of what the vocabulary does not have.</summary>
    internal int UnknownId => tokenizer.UnknownId;

    /// <summary>Opens a model's file and reads its pieces.</summary>
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
        string normalized = normalizer.Normalize(text);
        List<(int Id, string Text)> pieces = [];
        foreach (var token in tokenizer.EncodeToTokens(normalized, out _, addBeginningOfSentence: false, addEndOfSentence: false, considerNormalization: false))
        {
            if (token.Id != UnknownId) pieces.Add((token.Id, token.Value));
            else if (pieces is [.., var last] && last.Id == UnknownId) pieces[^1] = (UnknownId, last.Text + normalized[token.Offset]);
            else pieces.Add((UnknownId, normalized[token.Offset]));
        }
        return pieces;
    }
}
