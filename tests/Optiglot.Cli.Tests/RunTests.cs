using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class RunTests
{
    private static readonly string[] English = ["two dogs play with a ball .", "a man in a red shirt rides a bicycle .", "children run on the beach .", "a woman sits on a bench ."];
    private static readonly string[] German = ["Zwei Hunde spielen mit einem Ball.", "Ein Mann in einem roten Hemd fährt Fahrrad.", "Kinder rennen am Strand.", "Eine Frau sitzt auf einer Bank."];

    [Fact]
    public void ARecipeRunsFromTextToScores()
    {
        string folder = TestFolders.Fresh(), recipe = WriteRecipe(folder), run = Path.Combine(folder, "run");
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
        string recipe = WriteRecipe(TestFolders.Fresh());
        File.AppendAllText(recipe, "sead: 4\n");
        CliRun.Of("run", recipe).AssertFails(1, "sead", "did you mean 'seed'?");
    }

    [Fact]
    public void AnAbsentRecipeIsNamed() => CliRun.Of("run", "no/such.yaml").AssertFails(1, "no/such.yaml");

    [Fact]
    public void AStageTheRecipeLacksIsRefused() => CliRun.Of("train", WriteRecipe(TestFolders.Fresh()), "--stage", "2").AssertFails(1, "no stage 2", "end_to_end");

    [Fact]
    public void AStageThatCannotBeIsAUsageError() => CliRun.Of("train", "x.yaml", "--stage", "3").AssertFails(2, "--stage is 1 or 2");

    [Fact]
    public void PretrainingNeedsItsSection() => CliRun.Of("pretrain", WriteRecipe(TestFolders.Fresh())).AssertFails(1, "no pre-training");

    [Fact]
    public void AFolderWithoutRecipeIsNamed() => CliRun.Of("evaluate", "--model", TestFolders.Fresh()).AssertFails(1, "recipe.yaml", "--recipe");

    private static string WriteRecipe(string folder)
    {
        File.WriteAllLines(Path.Combine(folder, "text.en"), English);
        File.WriteAllLines(Path.Combine(folder, "text.de"), German);
        string path = Path.Combine(folder, "toy.yaml");
        File.WriteAllText(path, """
            name: toy
            data:
              set: files
              train: train
              dev: train
              files:
                train: { source: text.en, target: text.de }
                test: { source: text.en, target: text.de }
            text:
              joint: true
              source: { kind: bpe, size: 120 }
            model:
              encoder: { width: 16, layers: 1, heads: 2, feed_forward: 32 }
              decoder: { width: 16, layers: 1, heads: 2, feed_forward: 32 }
            end_to_end: { max_steps: 2, batch_tokens: 200 }
            evaluate:
              sets: [test]

            """);
        return path;
    }
}
