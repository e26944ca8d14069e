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
    public void AMistypedKeyGetsTheNearest()
    {
        string recipe = SmallRecipe.Write(TestFolders.Fresh());
        File.AppendAllText(recipe, "sead: 4\n");
        CliRun.Of("run", recipe).AssertFails(1, "sead", "did you mean 'seed'?");
    }

    [Fact]
    public void AnAbsentRecipeIsNamed() => CliRun.Of("run", "no/such.yaml").AssertFails(1, "no/such.yaml");

    [Fact]
    public void AStageTheRecipeLacksIsRefused() => CliRun.Of("train", SmallRecipe.Write(TestFolders.Fresh()), "--stage", "2").AssertFails(1, "no stage 2", "end_to_end");

    [Fact]
    public void AStageThatCannotBeIsAUsageError() => CliRun.Of("train", "x.yaml", "--stage", "3").AssertFails(2, "--stage is 1 or 2");

    [Fact]
    public void PretrainingNeedsItsSection() => CliRun.Of("pretrain", SmallRecipe.Write(TestFolders.Fresh())).AssertFails(1, "no pre-training");

    [Fact]
    public void AFolderWithoutRecipeIsNamed() => CliRun.Of("evaluate", "--model", TestFolders.Fresh()).AssertFails(1, "recipe.yaml", "--recipe");
}
