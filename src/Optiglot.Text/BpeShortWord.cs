namespace Optiglot.Text;

/// <summary>
/// The merges of a short word, without a queue: the pairs beside one another are looked through at each step. Gives what <see cref="BpeChain"/> gives, draw by
/// draw, several times faster; texts are cut anew each epoch under BPE-dropout, where no cache helps.
/// </summary>
internal ref struct BpeShortWord(Span<int> symbols, Span<long> merges)
{
    /// <summary>Most symbols; longer words go through <see cref="BpeChain"/>, which does not grow with the square.</summary>
    public const int MostSymbols = 64;

    private const long None = long.MaxValue;

    private readonly Span<int> _symbols = symbols;

    // Of each symbol with the next: rank in the upper half, what it makes in the lower; none: the largest number.
    private readonly Span<long> _merges = merges;
    private int _count;

    /// <summary>The symbols left.</summary>
    public readonly ReadOnlySpan<int> Symbols => _symbols[.._count];

    /// <summary>Adds a symbol at the end; a negative one merges with nothing.</summary>
    public void Add(int symbol) => _symbols[_count++] = symbol;

    /// <summary>Merges until nothing is left to merge, or all that is possible was left out by <paramref name="random"/> at one step.</summary>
    public void Merge(Dictionary<long, long> ranks, Random? random, double dropout)
    {
        for (int place = 0; place < _count - 1; place++) _merges[place] = Look(place, ranks);
        ulong leftOut = 0;
        while (Best(leftOut) is >= 0 and var place)
        {
            if (random is not null && random.NextDouble() < dropout)
            {
                leftOut |= 1ul << place;
                continue;
            }

            leftOut = 0;
            Join(place, ranks);
        }
    }

    // The place of the best rank, the leftmost of equals; below 0: none.
    private readonly int Best(ulong leftOut)
    {
        int best = -1;
        long rank = None;
        for (int place = 0; place < _count - 1; place++)
        {
            // What a pair makes says nothing of its rank, and equal ranks are equal pairs.
            if (_merges[place] >= rank || (leftOut >> place & 1) != 0) continue;
            (best, rank) = (place, _merges[place]);
        }

        return best;
    }

    private void Join(int place, Dictionary<long, long> ranks)
    {
        _symbols[place] = (int)_merges[place];
        _symbols[(place + 2).._count].CopyTo(_symbols[(place + 1)..]);
        if (place + 2 < _count) _merges[(place + 2)..(_count - 1)].CopyTo(_merges[(place + 1)..]);
        _count--;
        if (place > 0) _merges[place - 1] = Look(place - 1, ranks);
        if (place < _count - 1) _merges[place] = Look(place, ranks);
    }

    private readonly long Look(int place, Dictionary<long, long> ranks) => ranks.GetValueOrDefault(BpeModel.Pair(_symbols[place], _symbols[place + 1]), None);
}
