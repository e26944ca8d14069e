using System.Diagnostics;
using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class RunTests
{
    [Fact]
    public void ARecipeRunsFromTextToScores()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder), run = Path.Combine(folder, "run");
        CliRun trained = CliRun.Of("train", recipe, "--out", run, "--data", folder);
        Assert.True(trained.Code == 0, trained.Error);

        CliRun done = CliRun.Of("run", recipe, "--out", run, "--data", folder);
        Assert.True(done.Code == 0, done.Error);
        Assert.Contains("BLEU (tokenised)", done.Output);
        using (JsonDocument result = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "results", "toy.json"))))
            Assert.Equal(4, result.RootElement.GetProperty("scores").GetProperty("test").GetProperty("lines").GetInt32());

        CliRun again = CliRun.Of("evaluate", "--model", run, "--data", folder, "--json");
        Assert.True(again.Code == 0, again.Error);
        using (JsonDocument scores = JsonDocument.Parse(again.Output))
            Assert.Equal(4, scores.RootElement.GetProperty("scores")[0].GetProperty("lines").GetInt32());
        Assert.NotEmpty(CliRun.Of("translate", "--model", run, "--beam", "1", "two dogs").Output.TrimEnd('\n'));
        CliRun.Of("train", recipe, "--out", run, "--set", "seed=7").AssertFails(1, "another recipe");
    }

    [Fact]
    public void PicturesThatAreMissingOrUnreadableAreNamed()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.WithPictures(folder, ["1.png", "sub/2.png", "bad.png", "gone.png"]);
        File.WriteAllText(Path.Combine(folder, "photos", "bad.png"), "no picture");
        string[] train = ["train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder];
        CliRun run = CliRun.Of(train);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("1 of the 4 pictures that the texts name are neither in", run.Error);
        Assert.Contains("gone.png", run.Error);
        Assert.Contains("bad.png: not a JPEG", run.Error);
        using Vision.RegionStore store = Vision.RegionStore.Open(Path.Combine(folder, "regions.sqlite"));
        Assert.Equal(["1.png", "sub/2.png"], store.Names.Order());
    }

    // A try on a few pairs looks at their pictures, not at all there are.
    [Fact]
    public void FewerPairsNeedFewerPictures()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.WithPictures(folder, ["1.png", "2.png", "3.png", "4.png"]);
        CliRun run = CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder, "--set", "data.max_train=2", "--set", "data.max_dev=1",
            "--set", "evaluate.sets=[]");
        Assert.True(run.Code == 0, run.Error);
        using Vision.RegionStore store = Vision.RegionStore.Open(Path.Combine(folder, "regions.sqlite"));
        Assert.Equal(["1.png", "2.png"], store.Names.Order());
    }

    [Fact]
    public void ATextModelsScoresAreThoseWithoutPictures()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder), run = Path.Combine(folder, "run");
        Assert.Equal(0, CliRun.Of("run", recipe, "--out", run, "--data", folder).Code);
        using (JsonDocument result = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "results", "toy.json"))))
            Assert.Equal($"./optiglot run {recipe} --out {run} --data {folder}", result.RootElement.GetProperty("command").GetString());
        CliRun scored = CliRun.Of("evaluate", "--model", run, "--data", folder, "--pictures", "right", "wrong", "--json");
        Assert.Contains("sees no pictures", scored.Error);
        using JsonDocument scores = JsonDocument.Parse(scored.Output);
        Assert.Equal("none", Assert.Single(scores.RootElement.GetProperty("scores").EnumerateArray()).GetProperty("pictures").GetString());
    }

    // The demo wrote 660 lines in some minutes where nobody could redraw them.
    [Fact]
    public void APipeGetsALineOfStepsEveryTenSecondsAtMost()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder, steps: 40);
        Stopwatch watch = Stopwatch.StartNew();
        CliRun run = CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder, "--set", "end_to_end.patience=0");
        Assert.True(run.Code == 0, run.Error);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Count(line => line.StartsWith("training: ", StringComparison.Ordinal) && !line.Contains("starts") && !line.Contains("finished")
            && !line.Contains("BLEU")), 0, 1 + (int)(watch.Elapsed.TotalSeconds / 10));
        Assert.Contains(lines, line => line.StartsWith("training: finished after", StringComparison.Ordinal)
            && line.EndsWith("all its steps are done", StringComparison.Ordinal));
    }

    [Fact]
    public void AMistypedKeyGetsTheNearest()
    {
        string recipe = SmallRecipe.Write(TestFolders.Fresh());
        File.AppendAllText(recipe, "sead: 4\n");
        CliRun.Of("run", recipe).AssertFails(1, "sead", "did you mean 'seed'?");
    }

    [Fact]
    public void AnAbsentRecipeIsNamed() => CliRun.Of("run", "no/such.yaml").AssertFails(1, "no/such.yaml");

    [Fact]
    public void AStageTheRecipeLacksIsRefused() => CliRun.Of("train", SmallRecipe.Write(TestFolders.Fresh()), "--stage", "2")
        .AssertFails(1, "no stage 2", "end_to_end");

    [Fact]
    public void AStageThatCannotBeIsAUsageError() => CliRun.Of("train", "x.yaml", "--stage", "3").AssertFails(2, "--stage is 1 or 2");

    [Fact]
    public void PretrainingNeedsItsSection() => CliRun.Of("pretrain", SmallRecipe.Write(TestFolders.Fresh())).AssertFails(1, "no pre-training");

    [Fact]
    public void AFolderWithoutRecipeIsNamed() => CliRun.Of("evaluate", "--model", TestFolders.Fresh()).AssertFails(1, "recipe.yaml", "--recipe");
}
