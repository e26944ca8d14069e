namespace Optiglot.Training;

/// <summary>How one stage of a run went.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Minutes">Minutes it took, evaluations included.</param>
/// <param name="Evaluations">What was found each time it was scored on held-out data, oldest first; averaged weights come last.</param>
public sealed record StageSummary(string Stage, long Updates, double Minutes, IReadOnlyList<StageEvaluation> Evaluations);
