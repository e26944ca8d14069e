using System.Text;

namespace Optiglot.Bench;

/// <summary>
/// Made-up text of any size, written line by line: words of syllables, as long and as repetitive as captions (see <see cref="MadeUpPairs"/>).
/// </summary>
internal static class MadeUpLines
{
    private const int Words = 12_000, Chunk = 10_000;
    private const string SourceConsonants = "bdfgklmnprst", TargetConsonants = "bchjklmnrvwz", Vowels = "aeiou";

    /// <summary>Writes two files that correspond line by line.</summary>
    internal static void Write(string source, string target, int lines, ulong seed)
    {
        string[] sourceWords = Lexicon(SourceConsonants), targetWords = Lexicon(TargetConsonants);
        using StreamWriter left = new(source), right = new(target);
        for (int first = 0; first < lines; first += Chunk)
        {
            (int[][] sources, int[][] targets) = MadeUpPairs.Draw(Math.Min(Chunk, lines - first), Words, Words, 0, seed + (ulong)first);
            for (int i = 0; i < sources.Length; i++)
            {
                left.WriteLine(string.Join(' ', sources[i].Select(word => sourceWords[word])) + " .");
                right.WriteLine(string.Join(' ', targets[i].Select(word => targetWords[word])) + " .");
            }
        }
    }

    // Word n is n written in syllables; frequent words are the short ones.
    private static string[] Lexicon(string consonants)
    {
        int syllables = consonants.Length * Vowels.Length;
        return [.. Enumerable.Range(syllables, Words).Select(number =>
        {
            StringBuilder word = new();
            for (; number > 0; number /= syllables) word.Append(consonants[number % syllables / Vowels.Length]).Append(Vowels[number % Vowels.Length]);
            return word.ToString();
        })];
    }
}
