namespace Optiglot.Translation;

/// <summary>Gives a decoder targets that are already written, and takes down how likely it found each piece.</summary>
/// <param name="pieces">The target's special pieces.</param>
internal sealed class ForcedDecoding(TargetPieces pieces)
{
    /// <summary>Scores a target for each sentence of a session.</summary>
    /// <param name="session">A fresh session whose beam is 1; not disposed.</param>
    /// <param name="targets">Pieces, without specials, <c>[sentences][target]</c>.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>Log-probabilities of the pieces and of the end after them, <c>[sentences][target+1]</c>.</returns>
    /// <exception cref="ArgumentException">Session and targets do not fit.</exception>
    /// <exception cref="InvalidDataException">The model's scores are not numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<double[]> Score(ISearchSession session, IReadOnlyList<int[]> targets, CancellationToken cancellation = default)
    {
        if (session.Beam != 1 || session.Sentences != targets.Count)
            throw new ArgumentException(
                $"scoring: {targets.Count} targets for a session of {session.Sentences} sentences and beam {session.Beam}, which must be 1");
        double[][] found = [.. targets.Select(target => new double[target.Length + 1])];
        int steps = found.Max(row => row.Length);
        StepScores scores = new(targets.Count, width: 1, excluded: [], pieces.End) { Wanted = new int[targets.Count] };
        long[] tokens = new long[targets.Count];
        Array.Fill(tokens, pieces.Begin);
        Array.Fill(scores.Alive, true);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            // A target that has ended goes on with end pieces, which nobody looks at.
            for (int i = 0; i < tokens.Length; i++) scores.Wanted[i] = step < targets[i].Length ? targets[i][step] : pieces.End;
            session.Step(tokens, scores);
            for (int i = 0; i < tokens.Length; i++)
            {
                if (step < found[i].Length) found[i][step] = scores.WantedLogProbability(i);
                tokens[i] = scores.Wanted[i];
            }
        }

        return found;
    }
}
