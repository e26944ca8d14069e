namespace Optiglot.Training;

/// <summary>The picture an example is shown with in pre-training.</summary>
/// <param name="Picture">Its file name; null where the example has none.</param>
/// <param name="Matches">Whether it is the example's own: the answer of paired-image prediction.</param>
internal readonly record struct PicturePairing(string? Picture, bool Matches);
