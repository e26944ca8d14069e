namespace Optiglot.Translation;

/// <summary>How likely a model finds a translation that somebody else wrote.</summary>
/// <param name="LogProbability">Natural logarithm of its probability given the source, and the picture where there is one.</param>
/// <param name="Pieces">Pieces of the translation, the end piece among them.</param>
public sealed record TargetScore(double LogProbability, int Pieces)
{
    /// <summary>Perplexity: the inverse of the mean probability of a piece; lower is likelier.</summary>
    public double Perplexity => Math.Exp(-LogProbability / Pieces);
}
