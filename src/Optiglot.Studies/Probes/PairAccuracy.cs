namespace Optiglot.Studies.Probes;

/// <summary>Accuracy of paired-image prediction on pairs that were held out.</summary>
/// <param name="Real">With real pictures, 0..1.</param>
/// <param name="Noise">With random numbers as pictures: 0.5 unless something else gives the answer away.</param>
public sealed record PairAccuracy(double? Real, double? Noise);
