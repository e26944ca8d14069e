namespace Optiglot.Vision;

/// <summary>A kind of detector that another project brings, so that its files open wherever detectors are named.</summary>
/// <param name="Name">What the key `kind` of such a file says.</param>
/// <param name="Load">Opens a file of this kind.</param>
public sealed record DetectorKind(string Name, Func<string, IRegionDetector> Load);
