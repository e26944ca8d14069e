namespace Optiglot.Server;

/// <summary>A region of a picture.</summary>
/// <param name="Name">What it shows; absent for the whole picture and for cells of a grid.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Box">Left, top, right, bottom, in shares of the picture.</param>
internal sealed record RegionOutput(string? Name, double Score, IReadOnlyList<double> Box);
