namespace Optiglot.Metrics;

/// <summary>What users should know of BLEU's tokenisation for a language, and of input that is tokenised already; sacreBLEU warns of the same.</summary>
public static class TokenizationAdvice
{
    /// <summary>So many lines that end in a tokenised full stop are no chance (sacreBLEU's number).</summary>
    public const int SuspiciousLines = 100;

    /// <summary>Tokenisations that cut each character apart, or by a vocabulary: what one takes where words have no spaces between them.</summary>
    private const string WithoutSpaces = "take the tokenisation char, or flores200 with its SentencePiece model";

    /// <summary>A remark on how BLEU will cut a language, or null where there is none to make.</summary>
    /// <param name="settings">Language and tokenisation.</param>
    public static string? Of(MetricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var tokenizer = MetricFactory.Tokenizer(settings);
        if (tokenizer.NeedsModel || tokenizer.Value is BleuTokenization.Char or BleuTokenization.None or BleuTokenization.MultiBleu) return null;
        return Code(settings.Language) switch
        {
            "ja" =>
                $"BLEU of Japanese is published with MeCab's words (sacreBLEU's ja-mecab), which are not here; {tokenizer.Name} takes whole sentences for "
                + $"words: {WithoutSpaces}",
            "ko" =>
                $"BLEU of Korean is published with MeCab's words (sacreBLEU's ko-mecab), which are not here; {tokenizer.Name} cuts at spaces alone: "
                + $"{WithoutSpaces}",
            "zh" when tokenizer.Value != BleuTokenization.Chinese =>
                $"BLEU of Chinese is published with sacreBLEU's zh; {tokenizer.Name} takes whole sentences for words",
            _ => null,
        };
    }

    /// <summary>Whether a tokenisation of BLEU would cut text that is cut already.</summary>
    public static bool ExpectsPlainText(MetricSettings settings) =>
        MetricFactory.Tokenizer(settings).Value is not (BleuTokenization.None or BleuTokenization.MultiBleu);

    /// <summary>Whether a line looks tokenised: a full stop by itself ends it.</summary>
    public static bool LooksTokenized(string line) => line.EndsWith(" .", StringComparison.Ordinal);

    /// <summary>Whether a code means Chinese.</summary>
    internal static bool IsChinese(string language) => Code(language) == "zh";

    // "ja" of "ja-JP".
    private static string Code(string language) => language.Split('-', '_')[0].ToLowerInvariant();
}
