namespace Optiglot.Translation;

/// <summary>The best candidates of a sentence at one step, best first. Lists are short (twice the beam), so insertion beats any heap.</summary>
/// <param name="capacity">Candidates kept.</param>
internal sealed class CandidateRanking(int capacity)
{
    private readonly Candidate[] _items = new Candidate[capacity];

    /// <summary>Candidates held, best first.</summary>
    public ReadOnlySpan<Candidate> Items => _items.AsSpan(0, Count);

    /// <summary>Number of candidates held.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all candidates.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes a candidate if it ranks among the best.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Offer(in Candidate candidate)
    {
        if (Count == _items.Length && !candidate.Before(_items[Count - 1])) return false;
        int place = Count < _items.Length ? Count++ : Count - 1;
        while (place > 0 && candidate.Before(_items[place - 1]))
        {
            _items[place] = _items[place - 1];
            place--;
        }

        _items[place] = candidate;
        return true;
    }
}
