using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>The <c>search</c> section.</summary>
public sealed record SearchSection
{
    /// <summary>Hypotheses kept (5: the usual choice of Multi30K papers).</summary>
    [Range(1, 1000)]
    public int Beam { get; init; } = 5;

    /// <summary>Beam while training, on the dev set. Greedy ranks checkpoints nearly as well, at a fifth of the time.</summary>
    [Range(1, 1000)]
    public int DevBeam { get; init; } = 1;

    /// <summary>Exponent of the length penalty; 0 compares sums of log-probabilities, 1 their means.</summary>
    [Range(-10.0, 10.0)]
    public double LengthPenalty { get; init; } = 1;

    /// <summary>Target pieces allowed a source piece; ten more are always allowed.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double MaxLengthRatio { get; init; } = 2;

    /// <summary>No n-gram of this length twice in a hypothesis; 0: no such rule.</summary>
    [Range(0, 100)]
    public int NoRepeat { get; init; }
}
