namespace Optiglot.Studies.World;

/// <summary>One learning curve.</summary>
/// <param name="Name">"with pictures, stage 2".</param>
/// <param name="Condition">The model it belongs to; gives the line its colour.</param>
/// <param name="Points">Epoch and development BLEU.</param>
public sealed record DemoCurve(string Name, DemoCondition Condition, IReadOnlyList<(double Epoch, double Bleu)> Points);
