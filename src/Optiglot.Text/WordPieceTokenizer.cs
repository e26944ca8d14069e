using Microsoft.ML.Tokenizers;

namespace Optiglot.Text;

/// <summary>
/// BERT's WordPiece (Devlin et al., 2019): greedy longest match within words, <c>##</c> before pieces that go on. Encoding is Microsoft.ML.Tokenizers';
/// <c>[CLS]</c> is <see cref="BeginId"/>, <c>[SEP]</c> is <see cref="EndId"/>.
/// </summary>
public sealed class WordPieceTokenizer : ISubwordTokenizer
{
    /// <summary>Where BERT's English vocabulary can be had.</summary>
    public const string VocabularyAddress = "https://huggingface.co/google-bert/bert-base-uncased (file vocab.txt)";

    private const string Continuing = "##";

    private readonly BertTokenizer _encoder;
    private readonly string[] _pieces;
    private readonly Dictionary<string, int> _ids;
    private readonly bool _lowerCase;

    private WordPieceTokenizer(string file, string[] pieces, bool lowerCase)
    {
        _pieces = pieces;
        _lowerCase = lowerCase;
        _ids = new Dictionary<string, int>(pieces.Length, StringComparer.Ordinal);
        for (int id = 0; id < pieces.Length; id++)
        {
            if (!_ids.TryAdd(pieces[id], id))
                throw new InvalidDataException(
                    $"{file}, line {id + 1}: the piece '{pieces[id]}' is there twice; use an unchanged vocab.txt from {VocabularyAddress}.");
        }
        PadId = Special(file, "[PAD]");
        BeginId = Special(file, "[CLS]");
        EndId = Special(file, "[SEP]");
        UnknownId = Special(file, "[UNK]");
        MaskId = Special(file, "[MASK]");
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', pieces)));
        // Special tokens are not looked for: a caption that says "[SEP]" is text. Accents are stripped here, since .NET cannot decompose text without ICU.
        _encoder = BertTokenizer.Create(stream, new BertOptions
        {
            LowerCaseBeforeTokenization = lowerCase, RemoveNonSpacingMarks = false, SplitOnSpecialTokens = false
        });
    }

    /// <inheritdoc/>
    public string Kind => "wordpiece";

    /// <summary>Whether text is lower-cased and stripped of accents before it is split.</summary>
    public bool LowerCase => _lowerCase;

    /// <inheritdoc/>
    public int Count => _pieces.Length;

    /// <inheritdoc/>
    public int PadId { get; }

    /// <inheritdoc/>
    public int BeginId { get; }

    /// <inheritdoc/>
    public int EndId { get; }

    /// <inheritdoc/>
    public int UnknownId { get; }

    /// <inheritdoc/>
    public int MaskId { get; }

    /// <summary>Reads a vocabulary: one piece a line, the line number is the id.</summary>
    /// <param name="vocabFile">BERT's <c>vocab.txt</c>.</param>
    /// <param name="lowerCase">Lower-case text and strip accents first, as the uncased models want.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A special piece is missing or a piece is there twice.</exception>
    public static WordPieceTokenizer Load(string vocabFile, bool lowerCase)
    {
        if (!File.Exists(vocabFile))
            throw new FileNotFoundException(
                $"{vocabFile}: no WordPiece vocabulary there. Get BERT's with `./optiglot models get minilm` (models/minilm/vocab.txt), or download it "
                    + $"from {VocabularyAddress} and put it at that place.", vocabFile);
        return new WordPieceTokenizer(vocabFile, File.ReadAllLines(vocabFile), lowerCase);
    }

    /// <summary>Encodes text, raw or prepared: BERT splits punctuation itself, and Moses' entities are read back first.</summary>
    /// <returns>Ids, <c>[pieces]</c>.</returns>
    public int[] Encode(string text)
    {
        if (text.Contains(HiddenWords.Marker))
            return HiddenWords.Encode(text, MaskId, Encode);
        text = MosesEscapes.Unescape(text);
        if (_lowerCase)
            text = Accents.Strip(text);
        return [.. _encoder.EncodeToIds(text, addSpecialTokens: false)];
    }

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<int> ids)
    {
        var text = new System.Text.StringBuilder();
        foreach (int id in ids)
        {
            string piece = IdToPiece(id);
            if (id == PadId || id == BeginId || id == EndId || id == MaskId)
                continue;
            if (id == UnknownId)
                piece = SubwordTokenizer.UnknownText;
            bool continues = piece.Length > Continuing.Length && piece.StartsWith(Continuing, StringComparison.Ordinal);
            if (!continues && text.Length > 0)
                text.Append(' ');
            text.Append(continues ? piece.AsSpan(Continuing.Length) : piece);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public string IdToPiece(int id) => (uint)id < (uint)_pieces.Length
        ? _pieces[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"A WordPiece id must lie in 0..{_pieces.Length - 1}.");

    /// <inheritdoc/>
    public void Save(string file) => AtomicFile.WriteText(file, writer =>
    {
        foreach (string piece in _pieces)
            writer.WriteLine(piece);
    });

    private int Special(string file, string piece) => _ids.TryGetValue(piece, out int id)
        ? id
        : throw new InvalidDataException($"{file}: not a BERT vocabulary, it has no {piece}; get one from {VocabularyAddress}.");
}
