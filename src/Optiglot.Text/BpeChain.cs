namespace Optiglot.Text;

/// <summary>
/// A word as a chain of symbols in which neighbours merge, cheapest first: n log n in the word's length, so a line without spaces does no harm.
/// </summary>
internal sealed class BpeChain(int capacity)
{
    private const int Gone = int.MinValue;

    private readonly int[] _symbols = new int[capacity];
    private readonly int[] _next = new int[capacity];
    private readonly int[] _previous = new int[capacity];
    // Rank in the upper half, place in the lower: the best rank first, the leftmost of equals.
    private readonly PriorityQueue<Candidate, long> _queue = new();
    private int _count;

    /// <summary>The symbol at a place.</summary>
    public int this[int place] => _symbols[place];

    /// <summary>The place after this one, -1 at the end. Place 0 never goes, since merges keep the left place.</summary>
    public int Next(int place) => _next[place];

    /// <summary>Adds a symbol at the end; a negative one merges with nothing.</summary>
    public void Add(int symbol)
    {
        _symbols[_count] = symbol;
        _previous[_count] = _count - 1;
        _next[_count] = -1;
        if (_count > 0)
            _next[_count - 1] = _count;
        _count++;
    }

    /// <summary>Merges until nothing is left to merge, or all that is possible was left out by <paramref name="random"/> at one step.</summary>
    public void Merge(Dictionary<long, long> ranks, Random? random, double dropout)
    {
        for (int place = 0; place < _count - 1; place++)
            Offer(place, ranks);
        var leftOut = new List<(Candidate Candidate, long Order)>();
        while (_queue.TryDequeue(out Candidate candidate, out long order))
        {
            if (IsStale(candidate))
                continue;
            if (random is not null && random.NextDouble() < dropout)
            {
                leftOut.Add((candidate, order));
                continue;
            }
            Join(candidate);
            _queue.EnqueueRange(leftOut);
            leftOut.Clear();
            if (_previous[candidate.Place] >= 0)
                Offer(_previous[candidate.Place], ranks);
            if (_next[candidate.Place] >= 0)
                Offer(candidate.Place, ranks);
        }
    }

    private void Offer(int place, Dictionary<long, long> ranks)
    {
        int left = _symbols[place];
        int right = _symbols[_next[place]];
        if (ranks.TryGetValue(BpeModel.Pair(left, right), out long merge))
            _queue.Enqueue(new Candidate(place, left, right, (int)merge), (merge >> 32 << 32) | (uint)place);
    }

    private bool IsStale(Candidate candidate)
    {
        int next = _next[candidate.Place];
        return _symbols[candidate.Place] != candidate.Left || next < 0 || _symbols[next] != candidate.Right;
    }

    private void Join(Candidate candidate)
    {
        int gone = _next[candidate.Place];
        int after = _next[gone];
        _symbols[candidate.Place] = candidate.Result;
        _symbols[gone] = Gone;
        _next[candidate.Place] = after;
        if (after >= 0)
            _previous[after] = candidate.Place;
    }

    private readonly record struct Candidate(int Place, int Left, int Right, int Result);
}
