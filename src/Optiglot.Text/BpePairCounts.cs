namespace Optiglot.Text;

/// <summary>How often each pair of neighbouring symbols comes up, and in which words; kept right while pairs merge.</summary>
internal sealed class BpePairCounts(int minimumCount)
{
    /// <summary>A symbol that is never part of a pair.</summary>
    public const int Barrier = -1;

    private readonly List<int[]> _words = [];
    private readonly List<long> _wordCounts = [];
    private readonly Dictionary<(int Left, int Right), Pair> _pairs = [];
    private readonly HashSet<(int Left, int Right)> _grown = [];

    // Most frequent first; of equals the one whose symbols are older, so that results are the same everywhere. Entries may be out of date.
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _queue = new();

    /// <summary>Adds a word that comes up <paramref name="count"/> times.</summary>
    public void Add(int[] symbols, long count)
    {
        _words.Add(symbols);
        _wordCounts.Add(count);
        for (int i = 0; i + 1 < symbols.Length; i++)
            Increase(symbols[i], symbols[i + 1], _words.Count - 1, remember: true);
    }

    /// <summary>Takes the pair that comes up most often, if any does so often enough.</summary>
    public bool TryTakeBest(out (int Left, int Right) pair)
    {
        foreach ((int Left, int Right) grown in _grown)
            Offer(grown);
        _grown.Clear();
        while (_queue.TryDequeue(out pair, out (long Count, int, int) order))
        {
            long count = _pairs[pair].Count;
            if (count == -order.Count)
                return true;
            Offer(pair);
        }
        return false;
    }

    /// <summary>Replaces the pair by one symbol in every word.</summary>
    public void Merge((int Left, int Right) pair, int result)
    {
        List<int> words = _pairs[pair].Words;
        _pairs[pair].Words = [];
        foreach (int word in words)
        {
            int[] symbols = _words[word];
            if (!TryReplace(symbols, pair, result, out int[] merged))
                continue;
            for (int i = 0; i + 1 < symbols.Length; i++)
            {
                if (_pairs.TryGetValue((symbols[i], symbols[i + 1]), out Pair? old))
                    old.Count -= _wordCounts[word];
            }
            for (int i = 0; i + 1 < merged.Length; i++)
                Increase(merged[i], merged[i + 1], word, remember: merged[i] == result || merged[i + 1] == result);
            _words[word] = merged;
        }
    }

    private static bool TryReplace(int[] symbols, (int Left, int Right) pair, int result, out int[] merged)
    {
        Span<int> buffer = symbols.Length <= 256 ? stackalloc int[symbols.Length] : new int[symbols.Length];
        int length = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            bool found = i + 1 < symbols.Length && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
            buffer[length++] = found ? result : symbols[i];
            if (found)
                i++;
        }
        bool any = length < symbols.Length;
        merged = any ? buffer[..length].ToArray() : symbols;
        return any;
    }

    private void Increase(int left, int right, int word, bool remember)
    {
        if (left == Barrier || right == Barrier)
            return;
        if (!_pairs.TryGetValue((left, right), out Pair? pair))
            _pairs.Add((left, right), pair = new Pair());
        pair.Count += _wordCounts[word];
        if (!remember)
            return;
        _grown.Add((left, right));
        if (pair.Words.Count == 0 || pair.Words[^1] != word)
            pair.Words.Add(word);
    }

    private void Offer((int Left, int Right) pair)
    {
        long count = _pairs[pair].Count;
        if (count >= minimumCount)
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
    }

    private sealed class Pair
    {
        public long Count { get; set; }

        public List<int> Words { get; set; } = [];
    }
}
