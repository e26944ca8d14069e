using Optiglot.Studies.Tables;
using Optiglot.Training;

namespace Optiglot.Studies.Tests.Tables;

/// <summary>A folder with two recipes, a table of them and results that were made up.</summary>
internal sealed class StudyFolder : IDisposable
{
    internal static readonly string[] References =
        ["ein hund läuft am strand entlang", "zwei kinder spielen im park mit einem ball", "eine frau sitzt auf der bank", "ein mann fährt mit dem rad"];

    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-study-").FullName;

    internal StudyFolder()
    {
        foreach (string name in new[] { "base", "ours" })
            File.WriteAllText(Path.Combine(folder, $"{name}.yaml"), $"name: {name}-en-de\nstage2: {{ max_epochs: 3 }}\nsearch: {{ beam: 5 }}\n");
        File.WriteAllText(Path.Combine(folder, "table1.yaml"), """
            name: table1
            title: made up
            targets: [de, fr]
            sets: [a, b]
            rows:
              - { name: Base, recipe: base, paper: { de: { a: [30.5, 50], b: [20] } } }
              - { name: Quoted, paper: { de: { a: [33] } } }
              - { name: Ours, recipe: ours, against: Base }
              - { name: Ours again, recipe: ours, targets: [de] }
            """);
    }

    internal StudyPlan Plan(StudyScale scale = StudyScale.Small) => new(StudyTable.Load(Path.Combine(folder, "table1.yaml")), folder, scale);

    internal StudyRuns Runs => new(Path.Combine(folder, "results"));

    /// <summary>Keeps a result whose output is the references, of which some lines are worse.</summary>
    internal ExperimentResult Keep(StudyJob job, double bleu, int worse, params double[] curve)
    {
        string[] output = [.. References.Select((line, i) => i < worse ? line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] + " x" : line)];
        ExperimentScore score = new(bleu, "multi-bleu", output.Length, 50, "meteor");
        ExperimentResult result = new()
        {
            Recipe = job.Name, Target = job.Target, Command = "c", Commit = "1", Seed = job.Seed, Machine = "m", Date = "2026-11-28", Minutes = 12,
            RecipeHash = RecipeFile.Hash(job.Recipe), Parameters = 2_500_000,
            Scores = new Dictionary<string, ExperimentScore> { ["a"] = score, ["b"] = score },
            Training =
                [new StageSummary("stage2", 10, 3, [.. curve.Select((value, epoch) => new StageEvaluation(epoch, value, new Dictionary<string, double>()))])],
        };
        ResultFile.Write(Runs.Folder, result, new Dictionary<string, IReadOnlyList<string>> { ["a"] = output, ["b"] = output });
        return result;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
