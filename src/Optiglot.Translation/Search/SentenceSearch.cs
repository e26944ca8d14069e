namespace Optiglot.Translation;

/// <summary>
/// The search of one sentence: it takes what a step offers, ends hypotheses, and names the ones that go on. Sentences do not see each other, so neither batch
/// size nor order matters.
/// </summary>
/// <remarks>
/// A step ranks all continuations of all living hypotheses. A hypothesis ends where its end piece is among the best <c>beam</c> continuations; the best
/// <c>beam</c> others live on. The search stops when enough hypotheses have ended (<see cref="BeamOptions.Patience"/>), when none lives, or when the best score
/// any living one can still reach is not above the worst that would be returned: this last rule never changes the result. At the length limit every hypothesis
/// ends.
/// </remarks>
internal class SentenceSearch
{
    private readonly BeamOptions _options;
    private readonly LengthPenalty _penalty;
    private readonly int _end;
    private readonly int _limit;
    private readonly HypothesisHistory _history;
    private readonly FinishedHypotheses _finished = new();
    private readonly CandidateRanking _ranking;
    private readonly Candidate[] _living;
    private readonly double[] _scores;
    private readonly List<int> _places = [];
    private readonly AttentionTrace? _attention;

    public SentenceSearch(BeamOptions options, int end, int lengthLimit, AttentionTrace? attention)
    {
        (_options, _end, _limit, _attention) = (options, end, lengthLimit, attention);
        _penalty = new LengthPenalty(options.LengthPenalty, options.Alpha);
        _history = new HypothesisHistory(options.Beam, lengthLimit);
        _ranking = new CandidateRanking(2 * options.Beam);
        _living = new Candidate[options.Beam];
        _scores = new double[options.Beam];
        Living = 1;
    }

    /// <summary>The search of a sentence, with what its translation must have in it or without.</summary>
    public static SentenceSearch Create(BeamOptions options, int end, int lengthLimit, AttentionTrace? attention, TargetConstraints? constraints) =>
        constraints is { Phrases.Count: > 0 }
            ? new ConstrainedSentenceSearch(options, end, lengthLimit, attention, constraints)
            : new SentenceSearch(options, end, lengthLimit, attention);

    /// <summary>Hypotheses that go on. Before the first step all are equal, so only one counts.</summary>
    public int Living { get; protected set; }

    /// <summary>Whether the search of this sentence has ended.</summary>
    public bool Done { get; private set; }

    /// <summary>The best hypotheses, best first.</summary>
    public IReadOnlyList<Hypothesis> Best => _finished.Best(_options.NBest);

    /// <summary>How it searches.</summary>
    protected BeamOptions Options => _options;

    /// <summary>The end piece.</summary>
    protected int EndPiece => _end;

    /// <summary>Longest output, end piece included.</summary>
    protected int Limit => _limit;

    /// <summary>Hypotheses that have ended.</summary>
    protected int FinishedCount => _finished.Count;

    /// <summary>What the living hypotheses have written.</summary>
    protected HypothesisHistory History => _history;

    /// <summary>Log-probabilities of the living hypotheses, <c>[beam]</c>.</summary>
    protected ReadOnlySpan<double> Scores => _scores;

    /// <summary>Receives the continuations that go on, <c>[beam]</c>.</summary>
    protected Span<Candidate> Chosen => _living;

    /// <summary>Says which rows live and what they may not write next.</summary>
    public virtual void Prepare(StepScores scores, int firstRow)
    {
        for (int i = 0; i < _options.Beam; i++)
        {
            scores.Alive[firstRow + i] = !Done && i < Living;
            if (_options.NoRepeatNgram == 0) continue;
            var banned = scores.BanList(firstRow + i);
            banned.Clear();
            if (scores.Alive[firstRow + i]) RepeatRule.Collect(_history.Tokens(i), _options.NoRepeatNgram, banned);
        }
    }

    /// <summary>Takes a step.</summary>
    /// <param name="scores">What the step offers.</param>
    /// <param name="place">This sentence's place in the batch.</param>
    /// <param name="tokens">Receives each hypothesis' new piece, <c>[beam]</c>; rows that have died get the end piece.</param>
    /// <param name="beams">Receives which hypothesis each one continues, <c>[beam]</c>.</param>
    public void Advance(StepScores scores, int place, Span<long> tokens, Span<long> beams)
    {
        int step = _history.Length;
        _places.Add(place);
        Rank(scores, place * _options.Beam, step);
        Select();
        _history.Extend(_living.AsSpan(0, Living));
        for (int i = 0; i < _options.Beam; i++)
        {
            if (i < Living) _scores[i] = _living[i].Score;
            tokens[i] = i < Living ? _living[i].Token : _end;
            beams[i] = i < Living ? _living[i].Beam : i;
        }

        // The first has the highest score, except where hypotheses have banks.
        Done = Living == 0 || _finished.Count >= _options.FinishedCapacity
            || _penalty.BestPossible(Highest(), _history.Length, _limit) <= _finished.ScoreAtRank(_options.NBest);
    }

    /// <summary>Ranks the continuations of a step and the ends.</summary>
    /// <param name="scores">What the step offers.</param>
    /// <param name="firstRow">This sentence's first row.</param>
    /// <param name="step">Pieces written so far.</param>
    protected virtual void Rank(StepScores scores, int firstRow, int step)
    {
        _ranking.Clear();
        if (step + 1 < _limit) RankContinuations(scores, firstRow);
        if (step + 1 == _limit || step >= _options.MinimumLength) RankEnds(scores, firstRow, double.NegativeInfinity);
        if (_ranking.Count == 0) RankEnds(scores, firstRow, double.NaN);
    }

    /// <summary>Ends hypotheses, and chooses those that go on.</summary>
    protected virtual void Select()
    {
        Living = 0;
        var items = _ranking.Items;
        for (int rank = 0; rank < items.Length && Living < _options.Beam; rank++)
        {
            if (items[rank].Score < items[0].Score - (_options.PruneThreshold ?? double.PositiveInfinity)) break;
            if (items[rank].Token != _end) _living[Living++] = items[rank];
            else if (rank < _options.Beam) Finish(items[rank]);
        }
    }

    /// <summary>Takes a hypothesis that has ended, while there is room.</summary>
    protected void Finish(in Candidate candidate)
    {
        if (_finished.Count < _options.FinishedCapacity) _finished.Add(End(candidate));
    }

    private double Highest()
    {
        double highest = double.NegativeInfinity;
        for (int i = 0; i < Living; i++) highest = Math.Max(highest, _scores[i]);
        return highest;
    }

    private void RankContinuations(StepScores scores, int firstRow)
    {
        for (int i = 0; i < Living; i++)
        {
            int row = firstRow + i;
            for (int rank = 0; rank < scores.Counts[row]; rank++)
            {
                if (!_ranking.Offer(new Candidate(_scores[i] + scores.LogProbability(row, rank), i, scores.Tokens[row * scores.Width + rank]))) break;
            }
        }
    }

    // An impossible end is passed over, unless nothing else is left: then `barred` is NaN, which equals no score.
    private void RankEnds(StepScores scores, int firstRow, double barred)
    {
        for (int i = 0; i < Living; i++)
        {
            double score = _scores[i] + scores.EndLogProbability(firstRow + i);
            if (score != barred) _ranking.Offer(new Candidate(score, i, _end));
        }
    }

    private Hypothesis End(in Candidate candidate)
    {
        int[] tokens = _history.Tokens(candidate.Beam).ToArray();
        float[][]? attention = null;
        if (_attention is not null)
        {
            attention = new float[tokens.Length + 1][];
            for (int i = 0; i < tokens.Length; i++) attention[i] = _attention.Row(i, _places[i], _history.Origins(candidate.Beam)[i]);
            attention[^1] = _attention.Row(tokens.Length, _places[tokens.Length], candidate.Beam);
        }

        return new Hypothesis(tokens, candidate.Score, _penalty.Score(candidate.Score, tokens.Length + 1), attention);
    }
}
