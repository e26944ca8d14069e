namespace Optiglot.Studies.Probes;

/// <summary>Settings of <see cref="WordAligner"/>; the defaults are fast_align's.</summary>
public sealed record WordAlignerOptions
{
    /// <summary>Passes of expectation maximisation.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>How strongly words at the same relative place are preferred: λ of Dyer et al. (2013); 0 is plain IBM model 1.</summary>
    public double Tension { get; init; } = 4;

    /// <summary>Probability that a word has no counterpart.</summary>
    public double NullProbability { get; init; } = 0.08;
}
