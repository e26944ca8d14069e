namespace Optiglot.Translation;

/// <summary>How a hypothesis' log-probability is divided by its length before hypotheses are ranked.</summary>
public enum LengthPenaltyKind
{
    /// <summary><c>length^alpha</c>: 0 is none, 1 the mean log-probability of a piece (as Marian's <c>--normalize</c>).</summary>
    Power,

    /// <summary><c>((5 + length) / 6)^alpha</c> (Wu et al. 2016, "Google's neural machine translation system", Eq. 14).</summary>
    Gnmt,
}
