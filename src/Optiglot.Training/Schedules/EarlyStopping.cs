namespace Optiglot.Training;

/// <summary>
/// Stops when the score on the development set (higher is better) has not risen for <see cref="Patience"/> evaluations. Immutable: a checkpoint keeps it as
/// JSON.
/// </summary>
internal sealed record EarlyStopping
{
    /// <summary>Evaluations without a new best before stopping; 0 never stops.</summary>
    public int Patience { get; init; }

    /// <summary>The best score so far; null before the first.</summary>
    public double? BestScore { get; init; }

    /// <summary>The update at which the best score was seen.</summary>
    public long BestStep { get; init; }

    /// <summary>The epoch at which the best score was seen.</summary>
    public double BestEpoch { get; init; }

    /// <summary>Evaluations since the best.</summary>
    public int EvaluationsSinceBest { get; init; }

    /// <summary>Whether the last score seen is the best (its weights are the ones to keep).</summary>
    public bool IsBest => BestScore is not null && EvaluationsSinceBest == 0;

    /// <summary>Whether patience has run out.</summary>
    public bool ShouldStop => Patience > 0 && EvaluationsSinceBest >= Patience;

    /// <summary>The state after one more evaluation. Equal scores and NaN are not better.</summary>
    public EarlyStopping After(double score, long step, double epoch) => !double.IsNaN(score) && (BestScore is null || score > BestScore)
        ? this with { BestScore = score, BestStep = step, BestEpoch = epoch, EvaluationsSinceBest = 0 }
        : this with { EvaluationsSinceBest = EvaluationsSinceBest + 1 };
}
