namespace Optiglot.Translation;

/// <summary>Turns log-probabilities into scores that can be compared across lengths: <c>score = log p / penalty(length)</c>.</summary>
/// <param name="kind">The formula.</param>
/// <param name="alpha">Its exponent.</param>
internal readonly struct LengthPenalty(LengthPenaltyKind kind, double alpha)
{
    /// <summary>The divisor for an output of <paramref name="length"/> pieces, end included.</summary>
    public double Divisor(int length) => Math.Pow(kind == LengthPenaltyKind.Gnmt ? (5.0 + length) / 6.0 : length, alpha);

    /// <summary>The score of a finished hypothesis.</summary>
    public double Score(double logProbability, int length) => logProbability / Divisor(length);

    /// <summary>
    /// An upper bound of what an unfinished hypothesis can still score. Log-probabilities only fall, and the divisor is monotone in the length,
    /// so the bound is the present log-probability ended at the next step or at the last, whichever is better.
    /// </summary>
    public double BestPossible(double logProbability, int length, int maximumLength)
        => Math.Max(Score(logProbability, length + 1), Score(logProbability, maximumLength));
}
