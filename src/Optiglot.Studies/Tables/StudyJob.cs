using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>One training that a study needs: a row's recipe into a target language from a seed.</summary>
/// <param name="RecipePath">The row's recipe, as the table names it.</param>
/// <param name="Target">The target language.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Recipe">What is run; its name is the job's.</param>
public sealed record StudyJob(string RecipePath, string Target, ulong Seed, Recipe Recipe)
{
    /// <summary>Name of the run's folder and of its result: <c>ours-de-1</c>. Tables that have the row in common share it.</summary>
    public string Name => Recipe.Name;
}
