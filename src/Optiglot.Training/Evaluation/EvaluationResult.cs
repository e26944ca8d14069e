namespace Optiglot.Training;

/// <summary>All that an evaluation found.</summary>
/// <param name="Scores">A row for each set and choice of pictures.</param>
/// <param name="Effects">The right pictures against others, where the model sees any.</param>
public sealed record EvaluationResult(IReadOnlyList<SetScore> Scores, IReadOnlyList<PictureEffect> Effects)
{
    /// <summary>Words that were hidden, where the recipe asks for it.</summary>
    public IReadOnlyList<HiddenWordScore> Hidden { get; init; } = [];
}
