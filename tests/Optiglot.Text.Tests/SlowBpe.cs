using System.Text;

namespace Optiglot.Text.Tests;

/// <summary>The slow twin: pairs are counted anew before each merge, and searched anew at each step of a split.</summary>
internal static class SlowBpe
{
    public static List<(string Left, string Right)> Learn(string[] words, int vocabularySize)
    {
        List<List<string>> split = [.. words.Select(Symbols)];
        List<string> symbols = [.. split.SelectMany(word => word).Distinct().OrderBy(symbol => Rune.GetRuneAt(symbol, 0).Value)];
        var merges = new List<(string Left, string Right)>();
        while (symbols.Count + 5 < vocabularySize)
        {
            var pairs = split.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).Where(group => group.Count() >= 2);
            var best = pairs.OrderByDescending(group => group.Count()).ThenBy(group => symbols.IndexOf(group.Key.First))
                .ThenBy(group => symbols.IndexOf(group.Key.Second)).FirstOrDefault();
            if (best is null)
                break;
            (string left, string right) = best.Key;
            split.ForEach(word => Merge(word, left, right));
            if (!symbols.Contains(left + right))
                symbols.Add(left + right);
            if (!merges.Contains((left, right)))
                merges.Add((left, right));
        }
        return merges;
    }

    public static List<string> Split(string word, IReadOnlyList<(string Left, string Right)> merges, HashSet<char> known)
    {
        List<string> symbols = [.. Symbols(word).Select(symbol => symbol == "▁" || known.Contains(symbol[0]) ? symbol : "?")];
        while (true)
        {
            var possible = Enumerable.Range(0, symbols.Count - 1)
                .Select(place => (Rank: merges.ToList().IndexOf((symbols[place], symbols[place + 1])), Place: place))
                .Where(merge => merge.Rank >= 0).Order().ToList();
            if (possible.Count == 0)
                return symbols;
            int best = possible[0].Place;
            symbols[best] += symbols[best + 1];
            symbols.RemoveAt(best + 1);
        }
    }

    private static List<string> Symbols(string word) => [.. word.EnumerateRunes().Select(rune => rune.ToString()), "▁"];

    private static void Merge(List<string> word, string left, string right)
    {
        for (int i = 0; i + 1 < word.Count; i++)
        {
            if (word[i] != left || word[i + 1] != right)
                continue;
            word[i] += right;
            word.RemoveAt(i + 1);
        }
    }
}
