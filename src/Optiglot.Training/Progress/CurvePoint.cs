namespace Optiglot.Training;

/// <summary>A point of a learning curve.</summary>
/// <param name="Epoch">Passes over the data within the stage.</param>
/// <param name="Value">Loss (nats a token) or BLEU (0..100).</param>
public readonly record struct CurvePoint(double Epoch, double Value);
