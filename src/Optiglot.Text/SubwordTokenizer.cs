namespace Optiglot.Text;

/// <summary>What all subword tokenisers share: loading by content, and how an unknown piece is shown.</summary>
public static class SubwordTokenizer
{
    /// <summary>How an unknown piece reads in decoded text.</summary>
    public const string UnknownText = "⁇";

    /// <summary>Loads a tokeniser; its kind is told by the file's content: JSON is BPE, a list of pieces is WordPiece.</summary>
    /// <param name="file">A file written by <see cref="ISubwordTokenizer.Save"/>, or a BERT <c>vocab.txt</c>.</param>
    /// <param name="lowerCase">For WordPiece only: whether text is lower-cased and stripped of accents first, as the uncased models of BERT want.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is neither kind, or damaged.</exception>
    public static ISubwordTokenizer Load(string file, bool lowerCase = true)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException(
                $"{file}: no tokeniser file there. A model folder has its own; for BERT's WordPiece, `./optiglot models get minilm` brings vocab.txt.", file);
        return StartsAsJson(file) ? BpeTokenizer.Load(file) : WordPieceTokenizer.Load(file, lowerCase);
    }

    private static bool StartsAsJson(string file)
    {
        using var reader = new StreamReader(file);
        int character = reader.Read();
        while (character >= 0 && char.IsWhiteSpace((char)character))
            character = reader.Read();
        return character == '{';
    }
}
