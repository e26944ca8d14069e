using Optiglot.Studies.Tables;
using Optiglot.Training;

namespace Optiglot.Studies.Tests.Tables;

public sealed class StudyTests : IDisposable
{
    private readonly StudyFolder folder = new();

    public void Dispose() => folder.Dispose();

    private StudyReport Report(params ulong[] seeds) => new StudyTabulator(folder.Plan(), folder.Runs, (_, _) => StudyFolder.References).Build(seeds);

    private StudyJob Job(string recipe, ulong seed, string target = "de") => folder.Plan().Job(recipe, target, seed);

    [Fact]
    public void OneSeedOfEveryRowComesFirstAndRowsOfOneRecipeShareIt() => Assert.Equal(
        ["base-de-1", "ours-de-1", "base-fr-1", "ours-fr-1", "base-de-2", "ours-de-2", "base-fr-2", "ours-fr-2"],
            folder.Plan().Jobs([1, 2]).Select(job => job.Name));

    [Fact]
    public void RecipesAndResultsAreReadOnce()
    {
        StudyPlan plan = folder.Plan();
        StudyRuns runs = folder.Runs;
        StudyJob job = plan.Job("ours", "de", 1);
        Assert.Same(job, plan.Job("ours", "de", 1));
        Assert.Null(runs.Find(job));
        folder.Keep(job, 30, 0);
        ExperimentResult first = runs.Find(job)!;
        Assert.Same(first, runs.Find(job));
        folder.Keep(job, 31.25, 1);
        Assert.Equal(31.25, runs.Find(job)!.Scores["a"].Bleu);
    }

    // Every link was taken for a file beside the table, addresses too.
    [Theory]
    [InlineData("![curve](figure3.png) and [more](a/b.md#x)", "![curve](../results/figure3.png) and [more](../results/a/b.md#x)")]
    [InlineData("[paper](https://example.org/a) [mail](mailto:a@example.org) [here](#top) [root](/etc)", null)]
    public void LinksOfATableLeadToTheSameFilesFromThePage(string table, string? page)
    {
        Assert.Equal(page ?? table, MarkdownLinks.Move(table, "../results"));
        Assert.Equal(table, MarkdownLinks.Move(table, "."));
    }

    [Fact]
    public void LanguagesCanBeChosen() => Assert.Equal(["base-fr-1", "ours-fr-1"], folder.Plan().Jobs([1], ["fr"]).Select(job => job.Name));

    [Fact]
    public void TinyIsAFewUpdatesAndSmallIsWhatIsWritten()
    {
        Assert.Equal((3, null), (Job("ours", 1).Recipe.Stage2!.MaxEpochs, Job("ours", 1).Recipe.Stage2!.MaxSteps));
        Recipe tiny = folder.Plan(StudyScale.Tiny).Job("ours", "de", 1).Recipe;
        Assert.Equal((null, 2, 1), (tiny.Stage2!.MaxEpochs, tiny.Stage2!.MaxSteps, tiny.Search.Beam));
    }

    [Fact]
    public void WhatIsNotRunIsSaidAndWhatIsQuotedStands()
    {
        StudyReport report = Report(1);
        Assert.Equal([("Base", "de"), ("Quoted", "de"), ("Ours", "de"), ("Ours again", "de"), ("Base", "fr"), ("Ours", "fr")],
            report.Rows.Select(row => (row.Name, row.Target)));
        Assert.All(report.Rows, row => Assert.Empty(row.Scores));
        string text = StudyMarkdown.Write(report, "What held.");
        Assert.Contains("| Base | 30.5 / 50.0 | not run | 20.0 | not run |", text);
        Assert.Contains("| Quoted | 33.0 | published | – | published |", text);
        Assert.Contains("What held.", text);
    }

    [Fact]
    public void ScoresAreMeansOverSeedsWithTheirSpread()
    {
        folder.Keep(Job("base", 1), 30, 2, 1, 2, 3);
        folder.Keep(Job("base", 2), 32, 2, 3, 2, 1);
        StudyRowReport row = Report(1, 2, 3).Rows[0];
        Assert.Equal([1UL, 2UL], row.Seeds);
        Assert.Equal([30.0, 32.0], row.Scores["a"].Bleu);
        Assert.Equal((31.0, Math.Sqrt(2)), (row.Scores["a"].Mean, row.Scores["a"].Spread!.Value));
        Assert.Equal((12.0, 2_500_000L), (row.Minutes, row.Parameters));
        Assert.True(row.Rising, "the first seed's last evaluation was its best");
        Assert.Contains("| Base ↑ | 30.5 / 50.0 | 31.0 ± 1.41 / 50.0 |", StudyMarkdown.Write(Report(1, 2, 3)));
    }

    [Fact]
    public void ARowIsTestedAgainstTheOneItNamesOnSeedsThatBothHave()
    {
        folder.Keep(Job("base", 1), 30, worse: 4, 3, 2);
        folder.Keep(Job("ours", 1), 90, worse: 0, 3, 2);
        folder.Keep(Job("ours", 2), 10, worse: 4, 3, 2);
        StudyRowReport ours = Report(1, 2).Rows.First(row => row.Name == "Ours");
        Assert.Equal("Base", ours.Against);
        // Eight lines that all favour one side: a difference as large comes from 2 of 2^8 exchanges.
        Assert.InRange(ours.PValue!.Value, 0.0, 0.02);
        Assert.Equal(["a", "b"], ours.PBySet!.Keys.Order());
        Assert.False(ours.Rising);
        Assert.Null(Report(1).Rows[0].PValue);
    }

    // Averages come after the last epoch, and are no part of the curve.
    [Theory]
    [InlineData(4, true)]
    [InlineData(2, false)]
    public void ARowRisesByItsEpochsAndNotByItsAverage(double last, bool rising)
    {
        ExperimentResult result = folder.Keep(Job("base", 1), 30, 0, 1, 3, last, 3.5);
        StageSummary stage = result.Training![0];
        StageEvaluation[] told = [.. stage.Evaluations.Take(3), stage.Evaluations[3] with { Averaged = true }];
        ResultFile.Write(folder.Runs.Folder, result with { Training = [stage with { Evaluations = told }] }, new Dictionary<string, IReadOnlyList<string>>());
        Assert.Equal(rising, Report(1).Rows[0].Rising);
        Assert.Equal([1, 3, last], new StudyCurve(folder.Plan(), folder.Runs).Points([1]).Select(point => point.DevBleu));
    }

    [Fact]
    public void WhatThePictureIsWorthIsATableOfItsOwn()
    {
        Assert.DoesNotContain("What the picture is worth", StudyMarkdown.Write(Report(1)));
        foreach (ulong seed in new ulong[] { 1, 2 })
        {
            ExperimentResult result = folder.Keep(Job("ours", seed), 40, 1);
            ResultFile.Write(folder.Runs.Folder, result with
            {
                PictureEffects = [new("a", PictureChoice.Wrong, 40 + seed, 38, 0.01, 7, "s"), new("a", PictureChoice.None, 40 + seed, 37, 0.2, 7, "s")],
                HiddenWords = [new("color", "a", 5, 6, 0.5, 0.25, 0.2, 0.0001, 0.001, "s")],
            }, new Dictionary<string, IReadOnlyList<string>>());
        }

        StudyRowReport row = Report(1, 2).Rows.First(row => row.Name == "Ours");
        Assert.Equal([41.0, 42.0], row.Incongruent[0].Right);
        Assert.Equal([37.0, 37.0], row.Incongruent[0].None);
        string text = StudyMarkdown.Write(Report(1, 2));
        Assert.Contains("| system | BLEU, 7 lines of a | hidden words (color), % right |", text);
        Assert.Contains("| Ours | 41.5, 38.0, 37.0; p = 0.010, p = 0.010 | 50.0, 25.0, 20.0; p < 0.001, p < 0.001 |", text);
    }

    [Fact]
    public void EqualOutputIsChance()
    {
        folder.Keep(Job("base", 1), 30, worse: 1);
        folder.Keep(Job("ours", 1), 30, worse: 1);
        Assert.Equal(1.0, Report(1).Rows.First(row => row.Name == "Ours").PValue);
    }

    [Fact]
    public void AResultOfAnotherVersionOfTheRecipeDoesNotCount()
    {
        StudyJob job = Job("base", 1);
        folder.Keep(job with { Recipe = job.Recipe with { Search = job.Recipe.Search with { Beam = 2 } } }, 30, 1);
        Assert.Null(folder.Runs.Find(job));
        folder.Keep(job, 30, 1);
        Assert.NotNull(folder.Runs.Find(job));
    }

    [Fact]
    public void ACurveHasEveryEvaluationAndIsDrawn()
    {
        folder.Keep(Job("ours", 2), 30, 1, 20.5, 31);
        IReadOnlyList<StudyCurvePoint> points = new StudyCurve(folder.Plan(), folder.Runs).Points([1, 2]);
        // The table has two rows of this recipe.
        Assert.Equal([("Ours", 0.0, 20.5), ("Ours", 1.0, 31.0), ("Ours again", 0.0, 20.5), ("Ours again", 1.0, 31.0)],
            points.Select(point => (point.System, point.Epoch, point.DevBleu)));
        Assert.StartsWith("system,target,seed,stage,epoch,dev_bleu\n\"Ours\",de,2,stage2,0,20.5\n", StudyCurve.Csv(points));
        Assert.Throws<ArgumentException>(() => StudyCurve.Draw(points, "x.png"));
        string file = Path.Combine(folder.Runs.Folder, "curve.png");
        StudyCurve.Draw([.. points.Take(2)], file);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(file)[..4]);
        string page = StudyMarkdown.Write(folder.Plan().Table, points, "curve.png");
        Assert.Contains("## Table 1: made up", page);
        Assert.Contains("| Ours | de | 2 | stage2 | 1.0 | 31.0 | 31.0 |", page);
    }

    [Fact]
    public void CasesAreTheLinesThatDifferMostInBothDirections()
    {
        folder.Keep(Job("base", 1), 30, worse: 2);
        folder.Keep(Job("ours", 1), 30, worse: 0);
        EvaluationSet Read(StudyJob job, string set) => new()
        {
            Name = set, Natural = StudyFolder.References, Tokenized = StudyFolder.References,
            Sources = [.. StudyFolder.References.Select((line, i) => new Example($"source {i}", line, $"{set}{i}.jpg", i))],
        };
        StudyCases cases = new(folder.Plan(), folder.Runs, Read, picture => picture == "a1.jpg");
        IReadOnlyList<StudyCase> found = cases.Choose([1])!;
        // Two lines of each set are worse in the first system; one of the four has its photo.
        Assert.Equal(3, found.Count);
        Assert.All(found, each => Assert.True(each.SecondScore == 100 && each.FirstScore < 100));
        StudyCase seen = Assert.Single(found, each => each.Seen);
        Assert.Equal(("a", 2, "source 1"), (seen.Set, seen.Line, seen.Source));
        StudyCasePage page = new(folder.Plan().Table, "Base", "Ours");
        Assert.Contains("**a, line 2** (+", page.Markdown(found, null));
        Assert.Contains("* Ours (chrF 100.0): zwei kinder", page.Markdown(found, "What held."));
        Assert.Contains("<img src=\"data:image/png;base64,AQ==\"", page.Html(found, each => each.Seen ? [1] : null, _ => null));
        Assert.Null(cases.Choose([2]));
        Assert.Contains("Not run yet", page.Markdown(null, null));
    }

    [Theory]
    [InlineData("rows: []", "rows: there are none")]
    [InlineData("rows: [{ name: A, recipe: x }, { name: A, recipe: y }]", "two are called 'A'")]
    [InlineData("rows: [{ name: A }]", "'A' has neither a recipe nor numbers of the paper")]
    [InlineData("rows: [{ name: A, recipe: x, against: B }]", "'A' is compared with 'B', which is no row that is run")]
    [InlineData("rows: [{ name: A, recipe: x, paper: { de: { s: [1, 2, 3] } } }]", "numbers of the paper are [BLEU] or [BLEU, METEOR]")]
    [InlineData("rows: [{ name: A, recipes: x }]", "unknown key 'rows[0].recipes'")]
    public void AWrongTableIsOneLine(string rows, string message)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("optiglot-table-").FullName, "t.yaml");
        File.WriteAllText(file, $"name: t\n{rows}\n");
        string error = Assert.Throws<InvalidDataException>(() => StudyTable.Load(file)).Message;
        Assert.Contains(message, error);
        Assert.DoesNotContain('\n', error);
    }
}
