namespace Optiglot.Metrics;

/// <summary>The code points and words of one line, as chrF counts them.</summary>
internal sealed class ChrfUnits(ChrfOptions options)
{
    private readonly TokenList tokens = new();
    private int[] characters = new int[512];
    private int[] words = new int[64];
    private int count;

    public ReadOnlySpan<int> Characters => characters.AsSpan(0, count);

    public void Read(string line)
    {
        if (options.LowerCase) line = PythonText.Lower(line);
        if (characters.Length < line.Length) characters = new int[2 * line.Length];
        count = 0;
        if (options.TrimEnd) line = PythonText.TrimEnd(line).ToString();
        for (int i = 0; i < line.Length; i++)
        {
            if (!options.Whitespace && PythonText.IsSpace(line[i])) continue;
            bool pair = char.IsHighSurrogate(line[i]) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]);
            characters[count++] = pair ? char.ConvertToUtf32(line[i], line[++i]) : line[i];
        }
        if (options.WordOrder > 0) SplitWords(line);
    }

    /// <summary>The words as numbers; a hypothesis's word that no reference has is -1.</summary>
    public ReadOnlySpan<int> Words(TokenNumbers numbers, bool isReference)
    {
        int n = 0;
        if (words.Length < 2 * tokens.Count) words = new int[4 * tokens.Count];
        for (int i = 0; i < tokens.Count; i++)
        {
            var word = tokens[i];
            int cut = PunctuationCut(word);
            if (cut == 0)
            {
                words[n++] = Number(numbers, word, isReference);
                continue;
            }
            words[n++] = Number(numbers, word[..cut], isReference);
            words[n++] = Number(numbers, word[cut..], isReference);
        }
        return words.AsSpan(0, n);
    }

    private void SplitWords(string line)
    {
        line.CopyTo(tokens.Start(line.Length));
        tokens.SplitOnSpace(line.Length);
    }

    private static int Number(TokenNumbers numbers, ReadOnlySpan<char> word, bool isReference) => isReference ? numbers.Add(word) : numbers.Find(word);

    // One mark is taken off a word, at its end or else at its start, so "(hi)" gives "(hi" and ")" as in chrF++.py. 0: nothing to cut.
    private static int PunctuationCut(ReadOnlySpan<char> word) =>
        word.Length == 1 ? 0 : IsPunctuation(word[^1]) ? word.Length - 1 : IsPunctuation(word[0]) ? 1 : 0;

    // Python's string.punctuation: all of printable ASCII that is no letter, digit or space.
    private static bool IsPunctuation(char c) => c is > ' ' and < '\u007f' && !char.IsAsciiLetterOrDigit(c);
}
