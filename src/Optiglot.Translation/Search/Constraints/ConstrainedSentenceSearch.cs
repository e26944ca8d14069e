namespace Optiglot.Translation;

/// <summary>
/// The search of one sentence whose translation must have phrases in it: dynamic beam allocation (Post and Vilar 2018, "Fast lexically constrained decoding
/// with dynamic beam allocation for neural machine
/// translation"). Beside the best continuations, those that bring a phrase further are ranked; hypotheses with equally many pieces of phrases form a bank,
/// and the beam takes the best of each bank, then the
/// second best, and so on, the fullest bank first (Hu et al. 2019, "Improved lexically constrained decoding", section 4). A hypothesis may end when it has
/// all phrases.
/// </summary>
/// <remarks>Where the length limit comes first, the fullest hypotheses end without what they lack. The threshold of <see cref="BeamOptions.PruneThreshold"/>
/// does not count here, and a phrase's pieces are no repeats.</remarks>
internal sealed class ConstrainedSentenceSearch(BeamOptions options, int end, int lengthLimit, AttentionTrace? attention, TargetConstraints constraints)
    : SentenceSearch(options, end, lengthLimit, attention)
{
    private readonly List<(Candidate Candidate, ConstraintState State)> _candidates = [];
    private readonly HashSet<(int Beam, int Token)> _taken = [];
    private ConstraintState[] _states = new ConstraintState[options.Beam], _spare = new ConstraintState[options.Beam];

    /// <inheritdoc/>
    public override void Prepare(StepScores scores, int firstRow)
    {
        base.Prepare(scores, firstRow);
        for (int i = 0; i < Options.Beam; i++)
        {
            var asked = scores.AskList(firstRow + i);
            asked.Clear();
            if (scores.Alive[firstRow + i]) _states[i].Collect(constraints, History.Tokens(i), asked);
        }
    }

    /// <inheritdoc/>
    protected override void Rank(StepScores scores, int firstRow, int step)
    {
        _candidates.Clear();
        _taken.Clear();
        bool isLast = step + 1 == Limit;
        for (int i = 0; i < Living; i++)
        {
            int row = firstRow + i;
            if (!isLast)
            {
                for (int rank = 0; rank < scores.Counts[row]; rank++) Offer(i, scores.Tokens[row * scores.Width + rank], scores.LogProbability(row, rank));
                var asked = scores.Asked(row);
                for (int k = 0; k < asked.Length; k++) Offer(i, asked[k], scores.AskedLogProbability(row, k));
            }

            if (_states[i].IsComplete(constraints) && (isLast || step >= Options.MinimumLength)) Offer(i, EndPiece, scores.EndLogProbability(row));
        }

        if (_candidates.Count > 0 || FinishedCount > 0) return;
        int fullest = _states.AsSpan(0, Living).ToArray().Max(state => state.Bank);
        for (int i = 0; i < Living; i++)
        {
            if (_states[i].Bank == fullest) _candidates.Add((new Candidate(Scores[i] + scores.EndLogProbability(firstRow + i), i, EndPiece), _states[i]));
        }
    }

    /// <inheritdoc/>
    protected override void Select()
    {
        int living = 0, rank = 0;
        foreach (var (candidate, state) in Allocated())
        {
            if (living == Options.Beam) break;
            if (candidate.Token == EndPiece)
            {
                if (rank < Options.Beam) Finish(candidate);
            }
            else
            {
                _spare[living] = state;
                Chosen[living++] = candidate;
            }

            rank++;
        }

        Living = living;
        (_states, _spare) = (_spare, _states);
    }

    private void Offer(int beam, int token, double logProbability)
    {
        double score = Scores[beam] + logProbability;
        // An impossible piece would lead every hypothesis after it nowhere.
        if (double.IsNegativeInfinity(score) || !_taken.Add((beam, token))) return;
        _candidates.Add((new Candidate(score, beam, token), token == EndPiece ? _states[beam] : _states[beam].After(constraints, History.Tokens(beam), token)));
    }

    // Round by round the best of each bank that is left, the fullest bank first.
    private IEnumerable<(Candidate Candidate, ConstraintState State)> Allocated()
    {
        _candidates.Sort((a, b) =>
            a.State.Bank != b.State.Bank ? b.State.Bank.CompareTo(a.State.Bank) : a.Candidate.Before(b.Candidate) ? -1 : b.Candidate.Before(a.Candidate)
            ? 1 : 0);
        int[] places = new int[_candidates.Count];
        for (int i = 1; i < places.Length; i++) places[i] = _candidates[i].State.Bank == _candidates[i - 1].State.Bank ? places[i - 1] + 1 : 0;
        return Enumerable.Range(0, places.Length).OrderBy(i => places[i]).Select(i => _candidates[i]);
    }
}
