using System.Text.RegularExpressions;
using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>The trainings of a table, in the order in which they are run.</summary>
/// <param name="table">The table.</param>
/// <param name="recipes">Folder of the recipes.</param>
/// <param name="scale">How much is spent on each.</param>
public sealed partial class StudyPlan(StudyTable table, string recipes, StudyScale scale)
{
    private readonly Dictionary<(string, string, ulong), StudyJob> jobs = [];

    /// <summary>The table.</summary>
    public StudyTable Table => table;

    /// <summary>The scale.</summary>
    public StudyScale Scale => scale;

    /// <summary>One seed of every row first, so that the whole table stands early; a recipe that two rows share is run once.</summary>
    /// <param name="seeds">The seeds, in their order.</param>
    /// <param name="targets">Target languages; empty: all of the table's.</param>
    /// <exception cref="FileNotFoundException">A recipe is missing.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with a recipe.</exception>
    public IReadOnlyList<StudyJob> Jobs(IReadOnlyList<ulong> seeds, IReadOnlyList<string>? targets = null) =>
    [
        .. from seed in seeds
           from target in table.Targets
           where targets is null or { Count: 0 } || targets.Contains(target)
           from row in table.Rows
           where row.Recipe is not null && (row.Targets.Count == 0 || row.Targets.Contains(target))
           group row by (seed, target, row.Recipe) into same
           select Job(same.Key.Recipe!, same.Key.target, same.Key.seed),
    ];

    /// <summary>The training of a row into a language from a seed; its recipe is read once.</summary>
    /// <exception cref="FileNotFoundException">The recipe is missing.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public StudyJob Job(string path, string target, ulong seed)
    {
        if (jobs.TryGetValue((path, target, seed), out StudyJob? known)) return known;
        // The target is part of the recipe's own rules: it is set before they are checked.
        Recipe recipe = RecipeFile.Load(Path.Combine(recipes, path + ".yaml"), $"target={target}", $"seed={seed}");
        return jobs[(path, target, seed)] =
            new StudyJob(path, target, seed, StudyScales.Apply(recipe with { Name = $"{LanguagePair().Replace(recipe.Name, "")}-{target}-{seed}" }, scale));
    }

    // recipes are called after their languages, as ours-en-de
    [GeneratedRegex("-[a-z]{2}-[a-z]{2}$")]
    private static partial Regex LanguagePair();
}
