using System.Text.RegularExpressions;

namespace Optiglot.Training;

/// <summary>Makes a project of somebody's own pairs: checks and cuts them, and writes a recipe that runs as it is.</summary>
public static partial class Project
{
    /// <summary>Name of the recipe in the project's folder.</summary>
    public const string RecipeFile = "recipe.yaml";

    // ISO 639: their words are not told apart by spaces, which Moses' splitting needs.
    private static readonly string[] WithoutSpaces = ["zh", "ja", "th", "lo", "km", "my", "bo", "dz"];

    /// <summary>Makes the project; its folder appears whole or not at all.</summary>
    /// <exception cref="ArgumentException">A language's code is none, or the language is written without spaces.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read, or no pair is left; the message names the line.</exception>
    /// <exception cref="IOException">The folder has something in it, or cannot be written.</exception>
    public static ProjectReport Create(ProjectOptions options)
    {
        CheckLanguages(options.From, options.To);
        string folder = Path.GetFullPath(options.Folder);
        if (File.Exists(folder)) throw new IOException($"{options.Folder}: a file of that name is in the way; choose another folder");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new IOException(
            $"{options.Folder}: is not empty; choose a new folder, or delete it");
        ProjectData data = ProjectData.Read(options);
        ProjectPlan plan = ProjectPlan.For(options, data, folder);
        AtomicFolder.Write(folder, fresh =>
        {
            Write(Path.Combine(fresh, "data"), data, options);
            File.WriteAllText(Path.Combine(fresh, RecipeFile), ProjectRecipe.Write(plan));
            // What is written is what `run` will read: a fault shows here and not later.
            Training.RecipeFile.Load(Path.Combine(fresh, RecipeFile));
        });
        return new ProjectReport(Path.Combine(options.Folder, RecipeFile), data.Rows, data.Split.Train.Count, data.Split.Dev.Count, data.Split.Test.Count,
            data.Pictures, data.Missing, plan.Describe(), data.Findings);
    }

    /// <summary>The name of a project's run: its folder's, of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public static string NameOf(string folder)
    {
        string name = Other().Replace(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), "-").TrimStart('-', '_', '.');
        return name.Length > 0 ? name : "project";
    }

    private static void Write(string folder, ProjectData data, ProjectOptions options)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, IReadOnlyList<PairRow> rows) in data.Sets)
        {
            File.WriteAllLines(Path.Combine(folder, $"{name}.{options.From}"), rows.Select(row => row.Source));
            File.WriteAllLines(Path.Combine(folder, $"{name}.{options.To}"), rows.Select(row => row.Target));
            if (data.HasPictures) File.WriteAllLines(Path.Combine(folder, $"{name}.pictures"), rows.Select(row => row.Picture ?? "-"));
        }
    }

    private static void CheckLanguages(string from, string to)
    {
        foreach ((string option, string code) in new[] { ("--from", from), ("--to", to) })
        {
            if (!RecipeRules.IsLanguageCode(code)) throw new ArgumentException(
                $"{option} {code}: is no code of a language; write two or three letters, as de (ISO 639)");
            if (WithoutSpaces.Contains(code.Split('-')[0])) throw new ArgumentException(
                $"{option} {code}: this language is written without spaces between words, which Optiglot cannot split yet");
        }

        if (from == to) throw new ArgumentException($"--from and --to are both {from}; a translation needs two languages");
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex Other();
}
