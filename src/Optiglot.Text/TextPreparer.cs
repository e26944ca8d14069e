namespace Optiglot.Text;

/// <summary>Raw text to prepared text (lower-case, normalise, tokenise: what the options ask for) and back to text for people.</summary>
public sealed class TextPreparer
{
    private readonly MosesNormalizer _normalizer;
    private readonly MosesTokenizer _tokenizer;
    private readonly MosesDetokenizer _detokenizer;

    /// <summary>Makes a preparer; it is immutable and may be shared by threads.</summary>
    public TextPreparer(TextOptions options)
    {
        Options = options;
        _normalizer = new MosesNormalizer(options.Language);
        _tokenizer = new MosesTokenizer(options.Language, options.Escape);
        _detokenizer = new MosesDetokenizer(options.Language);
    }

    /// <summary>The options it was made with.</summary>
    public TextOptions Options { get; }

    /// <summary>
    /// Prepares one line of raw text; words are separated by one space, and blank text gives the empty string. Markers of <see cref="HiddenWords"/> stay, each
    /// as the word it hides would.
    /// </summary>
    public string Prepare(string raw) => HiddenWords.Prepare(raw, ApplyRules);

    /// <summary>
    /// Text for people: detokenised and unescaped where the options tokenise. Case stays as it is: a model trained on true-cased text writes capitals itself,
    /// and those a lower-cased recipe dropped (German nouns, names) cannot be known again.
    /// </summary>
    public string Restore(string prepared) => Options.Tokenize ? _detokenizer.Detokenize(Words.Split(prepared)) : Words.Join(prepared);

    private string ApplyRules(string raw)
    {
        string text = Options.LowerCase ? raw.ToLowerInvariant() : raw;
        if (Options.Normalize)
            text = _normalizer.Normalize(text);
        return Options.Tokenize ? string.Join(' ', _tokenizer.Tokenize(text)) : Words.Join(text);
    }
}
