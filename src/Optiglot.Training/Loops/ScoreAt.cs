namespace Optiglot.Training;

/// <summary>One evaluation.</summary>
/// <param name="Epoch">Epochs of the stage, with fraction.</param>
/// <param name="Step">Updates of the stage.</param>
/// <param name="Score">Dev BLEU, or what the stage is scored by.</param>
/// <param name="Seconds">Seconds of the stage so far.</param>
internal sealed record ScoreAt(double Epoch, long Step, double Score, double Seconds);
