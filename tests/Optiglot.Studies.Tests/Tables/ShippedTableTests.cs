using System.Runtime.CompilerServices;
using Optiglot.Studies.Tables;
using Optiglot.Training;

namespace Optiglot.Studies.Tests.Tables;

/// <summary>The paper's tables as they come with Optiglot.</summary>
public sealed class ShippedTableTests
{
    private static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public static TheoryData<string> Tables =>
        [.. Directory.GetFiles(Path.Combine(Repository, "studies"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Tables))]
    public void EveryRowsRecipeIsThereAndScoresTheTablesSets(string name)
    {
        foreach (StudyScale scale in Enum.GetValues<StudyScale>())
        {
            StudyPlan plan = new(StudyTable.Load(Path.Combine(Repository, "studies", name + ".yaml")), Path.Combine(Repository, "recipes"), scale);
            IReadOnlyList<StudyJob> jobs = plan.Jobs([1, 2, 3]);
            Assert.NotEmpty(jobs);
            Assert.All(jobs, job => Assert.Subset(job.Recipe.Evaluate.Sets.ToHashSet(), plan.Table.Sets.ToHashSet()));
            Assert.All(jobs, job => Assert.Equal((job.Target, job.Seed), (job.Recipe.Target, job.Recipe.Seed)));
        }
    }

    [Fact]
    public void RowsOfOneTableDifferInWhatTheirNamesSay()
    {
        StudyPlan plan = new(StudyTable.Load(Path.Combine(Repository, "studies", "table6.yaml")), Path.Combine(Repository, "recipes"), StudyScale.Small);
        Dictionary<string, Recipe> rows = plan.Table.Rows.ToDictionary(row => row.Name, row => plan.Job(row.Recipe!, "de", 1).Recipe with
        {
            Name = "", Evaluate = new EvaluateSection()
        });
        Recipe second = rows["+ 2nd-Stage"];
        Assert.Equal(RecipeFile.Hash(second with { Stage2 = null }), RecipeFile.Hash(rows["1st-Stage"]));
        Assert.Equal(RecipeFile.Hash(second with { Model = second.Model with { Modality = rows["+ last layer's modality loss"].Model.Modality } }),
            RecipeFile.Hash(rows["+ last layer's modality loss"]));
        Assert.Equal(RecipeFile.Hash(second with { Stage1 = null, Stage2 = null, EndToEnd = rows["End2End"].EndToEnd }), RecipeFile.Hash(rows["End2End"]));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
