using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>Cuts prepared sentences that are too long for the model into parts, after punctuation where there is some in a part's second half.</summary>
/// <param name="tokenizer">Says how many pieces a word has.</param>
internal sealed class SentenceSplitter(ISubwordTokenizer tokenizer)
{
    private static readonly HashSet<string> StrongMarks = [".", "!", "?", ";", ":"];
    private static readonly HashSet<string> WeakMarks = [",", ")", "-", "–"];

    /// <summary>Splits one sentence.</summary>
    /// <param name="prepared">Words separated by spaces.</param>
    /// <param name="maximumPieces">Most pieces of a part.</param>
    /// <returns>The parts, in order; a single word with more pieces than that is a part of its own.</returns>
    public IReadOnlyList<string> Split(string prepared, int maximumPieces)
    {
        string[] words = prepared.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int[] lengths = [.. words.Select(word => tokenizer.Encode(word).Length)];
        var parts = new List<string>();
        for (int start = 0; start < words.Length;)
        {
            int end = start, pieces = 0;
            while (end < words.Length && (end == start || pieces + lengths[end] <= maximumPieces)) pieces += lengths[end++];
            if (end < words.Length) end = BestCut(words, start, end);
            parts.Add(string.Join(' ', words[start..end]));
            start = end;
        }

        return parts;
    }

    private static int BestCut(string[] words, int start, int end)
    {
        int half = start + (end - start) / 2;
        foreach (var marks in (HashSet<string>[])[StrongMarks, WeakMarks])
        {
            for (int cut = end; cut > half; cut--)
            {
                if (marks.Contains(words[cut - 1])) return cut;
            }
        }

        return end;
    }
}
