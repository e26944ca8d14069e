namespace Optiglot.Training;

/// <summary>The recipe a run folder belongs to, kept in it with every value.</summary>
internal static class RunFolderRecipe
{
    /// <summary>Writes the recipe into a new run folder; in one that exists, checks that it is the same.</summary>
    /// <exception cref="InvalidDataException">The folder belongs to a run of another recipe.</exception>
    internal static void Claim(Recipe recipe, string folder)
    {
        string path = Path.Combine(folder, TrainingRun.RecipeFile), text = RecipeWriter.Write(recipe);
        if (File.Exists(path)) RequireSame(folder, Lines(File.ReadAllText(path)), Lines(text));
        else AtomicFile.WriteText(path, text);
    }

    private static void RequireSame(string folder, string[] old, string[] fresh)
    {
        int different = Enumerable.Range(0, Math.Max(old.Length, fresh.Length)).FirstOrDefault(i => Line(old, i) != Line(fresh, i), -1);
        if (different >= 0)
            throw new InvalidDataException($"{folder}: was begun with another recipe (line {different + 1} of its {TrainingRun.RecipeFile} is '{Line(old, different)}', now '{Line(fresh, different)}'); choose another folder with --out, or delete this one.");
    }

    private static string[] Lines(string text) => text.TrimEnd().Split('\n');

    private static string Line(string[] lines, int number) => number < lines.Length ? lines[number].Trim() : "not there";
}
