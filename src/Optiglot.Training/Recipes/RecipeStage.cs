namespace Optiglot.Training;

/// <summary>One training stage of a recipe.</summary>
/// <param name="Name"><c>end_to_end</c>, <c>stage1</c> or <c>stage2</c>.</param>
/// <param name="Options">Its options.</param>
/// <param name="EncoderFrozen">Whether the encoder stays as it is and runs in inference mode.</param>
public sealed record RecipeStage(string Name, StageSection Options, bool EncoderFrozen);
