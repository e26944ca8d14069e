namespace Optiglot.Translation;

/// <summary>One way to continue one hypothesis.</summary>
/// <param name="Score">Log-probability of the whole hypothesis with the piece.</param>
/// <param name="Beam">The hypothesis it continues.</param>
/// <param name="Token">The piece.</param>
internal readonly record struct Candidate(double Score, int Beam, int Token)
{
    /// <summary>Whether this one ranks before <paramref name="other"/>: higher score; then the earlier hypothesis; then the lower piece.</summary>
    public bool Before(in Candidate other)
        => Score > other.Score || (Score == other.Score && (Beam < other.Beam || (Beam == other.Beam && Token < other.Token)));
}
