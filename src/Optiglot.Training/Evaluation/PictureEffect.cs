namespace Optiglot.Training;

/// <summary>What seeing the right picture changed, and whether chance explains it.</summary>
/// <param name="Set">The test set; only its lines with a picture count.</param>
/// <param name="Against">What the right pictures are compared with.</param>
/// <param name="Right">BLEU with the right pictures, lower-cased and tokenised.</param>
/// <param name="Other">BLEU with the others.</param>
/// <param name="PValue">Probability of a difference at least as large if pictures made none (two-sided).</param>
/// <param name="Lines">Lines compared.</param>
/// <param name="Signature">Metric, test, trials and seed.</param>
public sealed record PictureEffect(string Set, PictureChoice Against, double Right, double Other, double PValue, int Lines, string Signature);
