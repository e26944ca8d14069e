namespace Optiglot.Translation;

/// <summary>The hypotheses of one sentence that have ended, best first; of equal scores the one that ended earlier ranks first.</summary>
internal sealed class FinishedHypotheses
{
    private readonly List<Hypothesis> _items = [];

    /// <summary>Number of hypotheses.</summary>
    public int Count => _items.Count;

    /// <summary>Takes one.</summary>
    public void Add(Hypothesis hypothesis)
    {
        int place = _items.Count;
        while (place > 0 && hypothesis.Score > _items[place - 1].Score) place--;
        _items.Insert(place, hypothesis);
    }

    /// <summary>The score at a rank, counted from 1; negative infinity when fewer have ended.</summary>
    public double ScoreAtRank(int rank) => rank <= _items.Count ? _items[rank - 1].Score : double.NegativeInfinity;

    /// <summary>The best few.</summary>
    public IReadOnlyList<Hypothesis> Best(int count) => _items.GetRange(0, Math.Min(count, _items.Count));
}
