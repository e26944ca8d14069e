namespace Optiglot.Training;

/// <summary>The recipe a run folder belongs to, kept in it with every value.</summary>
internal static class RunFolderRecipe
{
    /// <summary>Writes the recipe into a new run folder; in one that exists, checks that it says the same.</summary>
    /// <exception cref="InvalidDataException">The folder belongs to a run of another recipe.</exception>
    internal static void Claim(Recipe recipe, string folder)
    {
        string path = Path.Combine(folder, TrainingRun.RecipeFile), text = RecipeWriter.Write(recipe, folder);
        if (!File.Exists(path)) AtomicFile.WriteText(path, text);
        else if (RecipeDifference.Of(File.ReadAllText(path), text) is { } difference)
            throw new InvalidDataException($"{folder}: was begun with another recipe ({difference}); choose another folder with --out, or delete this one.");
    }
}
