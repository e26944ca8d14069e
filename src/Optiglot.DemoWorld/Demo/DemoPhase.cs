namespace Optiglot.DemoWorld;

/// <summary>A step of the demo and how long it took.</summary>
/// <param name="Name">"draw", "detect", "pre-train", …</param>
/// <param name="Detail">What was done, in a few words with numbers.</param>
/// <param name="Seconds">Wall-clock time.</param>
public sealed record DemoPhase(string Name, string Detail, double Seconds);
