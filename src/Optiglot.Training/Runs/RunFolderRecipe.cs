namespace Optiglot.Training;

/// <summary>The recipe a run folder belongs to, kept in it with every value.</summary>
internal static class RunFolderRecipe
{
    /// <summary>Writes the recipe into a new run folder; in one that exists, checks that it is the same.</summary>
    /// <exception cref="InvalidDataException">The folder belongs to a run of another recipe.</exception>
    internal static void Claim(Recipe recipe, string folder)
    {
        string path = Path.Combine(folder, TrainingRun.RecipeFile), text = RecipeWriter.Write(recipe);
        if (!File.Exists(path))
        {
            AtomicFile.WriteText(path, text);
            return;
        }

        string[] old = File.ReadAllLines(path), fresh = text.Split('\n');
        int different = Enumerable.Range(0, Math.Min(old.Length, fresh.Length)).FirstOrDefault(i => old[i].TrimEnd() != fresh[i].TrimEnd(), -1);
        if (different >= 0)
            throw new InvalidDataException($"{folder}: was begun with another recipe (line {different + 1} of its {TrainingRun.RecipeFile} is '{old[different].Trim()}', now '{fresh[different].Trim()}'); choose another folder with --out, or delete this one.");
    }
}
