namespace Optiglot.Metrics;

/// <summary>Cuts a line into tokens. Owns buffers, so one instance serves one thread.</summary>
internal abstract class Splitter
{
    /// <summary>Writes the tokens of a line.</summary>
    public abstract void Split(string line, TokenList tokens);

    /// <summary>The tool's own lower-casing.</summary>
    public virtual string Lower(string line) => PythonText.Lower(line);

    public static Splitter Create(BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.None => new SpaceSplitter(),
        BleuTokenization.Char => new CharacterSplitter(),
        BleuTokenization.International => new InternationalSplitter(),
        BleuTokenization.Chinese => new ChineseSplitter(),
        BleuTokenization.MultiBleu => new MultiBleuSplitter(),
        _ => new V13aSplitter(),
    };

    public static string SignatureName(BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.None => "none",
        BleuTokenization.Char => "char",
        BleuTokenization.International => "intl",
        BleuTokenization.Chinese => "zh",
        BleuTokenization.MultiBleu => "multi-bleu",
        _ => "13a",
    };
}
