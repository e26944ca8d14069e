namespace Optiglot.Training;

/// <summary>All of a recipe that decides a stage's weights, as it stands in the stage's checkpoint.</summary>
/// <param name="Text">Every value, as <see cref="RecipeWriter"/> writes it.</param>
/// <param name="Start">SHA-256 of the weights that the encoder starts from; empty: from none.</param>
internal sealed record StageRecipe(string Text, string Start)
{
    /// <summary>A hash of both, letter by letter: checkpoints from before the text stood in them have it.</summary>
    internal string Key => new ContentKey().Add(Text).Add(Start).ToString();

    /// <summary>How the other differs, in words; null where both say the same, whichever version wrote them.</summary>
    internal string? Difference(StageRecipe other) => Start != other.Start ? "the weights it starts from are others" : RecipeDifference.Of(Text, other.Text);
}
