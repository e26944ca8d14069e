namespace Optiglot.Training;

/// <summary>Reads and writes recipes.</summary>
public static class RecipeFile
{
    /// <summary>Reads a recipe with everything it <c>extends</c>, puts the overrides over it in their order, and checks it.</summary>
    /// <param name="file">The YAML file.</param>
    /// <param name="overrides">Settings such as <c>stage1.learning_rate=1e-3</c>.</param>
    /// <exception cref="FileNotFoundException">The file, or one it extends, is missing.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it: one line with file, line, key and mend.</exception>
    public static Recipe Load(string file, params IReadOnlyList<string> overrides)
    {
        RecipeMap map = overrides.Aggregate(RecipeYaml.Read(file), RecipeYaml.Override);
        Recipe recipe = RecipeBinder.Bind<Recipe>(map) with { Written = map.Paths().ToHashSet() };
        RecipeRules.Check(recipe, file);
        return recipe;
    }

    /// <summary>Reads a file that is written as recipes are, but is none: <c>extends</c>, snake_case keys, and errors with their places.</summary>
    /// <typeparam name="T">A record with a parameterless constructor.</typeparam>
    /// <exception cref="FileNotFoundException">The file, or one it extends, is missing.</exception>
    /// <exception cref="InvalidDataException">It does not fit the record.</exception>
    public static T Read<T>(string file) where T : class, new() => RecipeBinder.Bind<T>(RecipeYaml.Read(file));

    /// <summary>A recipe, or part of one, that was written by <see cref="RecipeWriter"/>; keys that its version did not know have their defaults.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="place">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or has a key that this version does not know.</exception>
    internal static Recipe Parse(string text, string place) => RecipeBinder.Bind<Recipe>(RecipeYaml.Parse(text, place));

    /// <summary>A hash of every value of a recipe: two recipes that say the same have the same.</summary>
    public static string Hash(Recipe recipe) => new ContentKey().Add(RecipeWriter.WriteContent(recipe)).ToString();

    /// <summary>Writes every value of a recipe, defaults too: what a run used, readable by <see cref="Load"/>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Recipe recipe, string file) =>
        AtomicFile.WriteText(file, RecipeWriter.Write(recipe, Path.GetDirectoryName(Path.GetFullPath(file))!));
}
