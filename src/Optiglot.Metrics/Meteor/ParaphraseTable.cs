namespace Optiglot.Metrics;

/// <summary>METEOR's paraphrase table: a trie of phrases, each with the phrases it may be matched to.</summary>
internal sealed class ParaphraseTable
{
    private readonly Dictionary<string, int> vocabulary = [];
    private readonly Dictionary<(int State, int Word), int> transitions = [];
    private readonly List<(int First, int Last)> emissions = [(-1, -1)]; // of each state: its list of paraphrases
    private readonly List<(int Start, int Length, int Next)> paraphrases = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private int[] words = new int[1024];
    private int used;

    /// <summary>Reads a table: three lines an entry (a probability, a phrase, its paraphrase), gzip or plain.</summary>
    /// <exception cref="InvalidDataException">The file ends within an entry or is damaged.</exception>
    public ParaphraseTable(string file)
    {
        lookup = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        using var reader = new LineReader(file, null);
        while (reader.Read() != null)
        {
            string? phrase = reader.Read(), paraphrase = reader.Read();
            if (phrase == null || paraphrase == null)
                throw new InvalidDataException($"{file} ends within an entry (line {reader.Count}): fetch the file again");
            Add(Fields(phrase), Fields(paraphrase));
        }
    }

    /// <summary>The table's number of a word, -1 if it has none.</summary>
    public int Number(ReadOnlySpan<char> word) => lookup.TryGetValue(word, out int number) ? number : -1;

    /// <summary>The phrases that start at a word of a line: their lengths and the words of their paraphrases.</summary>
    public IEnumerable<(int Length, ReadOnlyMemory<int> Paraphrase)> Find(ReadOnlyMemory<int> line, int start)
    {
        int state = 0;
        for (int i = start; i < line.Length; i++)
        {
            if (!transitions.TryGetValue((state, line.Span[i]), out state)) yield break;
            for (int at = emissions[state].First; at >= 0; at = paraphrases[at].Next)
                yield return (i - start + 1, words.AsMemory(paraphrases[at].Start, paraphrases[at].Length));
        }
    }

    private void Add(string[] phrase, string[] paraphrase)
    {
        if (phrase.Length == 0 || paraphrase.Length == 0) return;
        int state = 0;
        foreach (string word in phrase)
        {
            var key = (state, Map(word));
            if (transitions.TryGetValue(key, out state)) continue;
            transitions[key] = state = emissions.Count;
            emissions.Add((-1, -1));
        }
        int index = paraphrases.Count;
        if (words.Length - used < paraphrase.Length) Array.Resize(ref words, Math.Max(2 * words.Length, used + paraphrase.Length));
        paraphrases.Add((used, paraphrase.Length, -1));
        foreach (string word in paraphrase) words[used++] = Map(word);
        var (first, last) = emissions[state];
        if (last >= 0) paraphrases[last] = paraphrases[last] with { Next = index };
        emissions[state] = (first < 0 ? index : first, index);
    }

    private int Map(string word)
    {
        if (!vocabulary.TryGetValue(word, out int number)) vocabulary[word] = number = vocabulary.Count;
        return number;
    }

    private static string[] Fields(string line) => line.Split([' ', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries);
}
