namespace Optiglot.DemoWorld;

/// <summary>A detected thing of an example's picture.</summary>
/// <param name="Name">What the detector calls it: "red bat".</param>
/// <param name="X1">Left, 0..1.</param>
/// <param name="Y1">Top, 0..1.</param>
/// <param name="X2">Right, 0..1.</param>
/// <param name="Y2">Bottom, 0..1.</param>
public sealed record DemoRegion(string Name, float X1, float Y1, float X2, float Y2);
