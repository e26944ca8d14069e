namespace Optiglot.Studies.Probes;

/// <summary>How hidden words came out with one order of pictures.</summary>
/// <param name="Name">The order: right, wrong, wrong 2, …, none.</param>
/// <param name="Right">Whether each scored word is right, <c>[words]</c>.</param>
public sealed record MaskCondition(string Name, IReadOnlyList<bool> Right)
{
    /// <summary>Part of the words that are right, 0..1; 0 where there are none.</summary>
    public double Accuracy => Right.Count == 0 ? 0 : (double)Right.Count(right => right) / Right.Count;
}
