namespace Optiglot.Vision;

/// <summary>How far an extraction is.</summary>
/// <param name="Done">Pictures settled: in the store before, saved now, or bad.</param>
/// <param name="Total">Pictures asked for.</param>
/// <param name="PhotosPerSecond">Pictures that went through the detector, a second since the start.</param>
public readonly record struct ExtractionProgress(int Done, int Total, double PhotosPerSecond);
