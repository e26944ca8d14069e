/// <summary>Writes the benchmark's two files.</summary>
internal static class MadeUpText
{
    private const int Words = 20_000, ShortestLine = 6, LongestLine = 20;

    /// <summary>Repeats two given files, or makes up sentences and hypotheses that differ from them in about a third of the words.</summary>
    public static void Write(string hypotheses, string references, int segments, (string Hypotheses, string References)? files)
    {
        var random = new Random(1);
        var pair = files is { } given ? (File.ReadAllLines(given.Hypotheses), File.ReadAllLines(given.References)) : ([], Array.Empty<string>());
        using var left = new StreamWriter(hypotheses);
        using var right = new StreamWriter(references);
        for (int i = 0; i < segments; i++)
        {
            if (files != null)
            {
                left.Write(pair.Item1[i % pair.Item1.Length] + "\n");
                right.Write(pair.Item2[i % pair.Item2.Length] + "\n");
                continue;
            }
            string[] words = [.. Enumerable.Range(0, random.Next(ShortestLine, LongestLine)).Select(_ => Word(random))];
            right.Write(string.Join(' ', words) + ".\n");
            for (int w = 0; w < words.Length; w++)
                if (random.Next(3) == 0) words[w] = Word(random);
            left.Write(string.Join(' ', words) + ".\n");
        }
    }

    // Frequencies fall off as Zipf's law has it, roughly.
    private static string Word(Random random)
    {
        int rank = (int)Math.Pow(Words, random.NextDouble());
        Span<char> word = stackalloc char[2 + rank % 9];
        for (int i = 0; i < word.Length; i++) word[i] = (char)('a' + (rank * 31 + i * rank % 7 * 5 + i) % 26);
        return word.ToString();
    }
}
