using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class StudyTests
{
    [Fact]
    public void ATableIsFilledRowByRowAndGoesOnWhereItWas()
    {
        string folder = MakeUp(TestFolders.Fresh());
        CliRun first = Study(folder, "table5", "--seeds", "1");
        Assert.True(first.Code == 0, first.Error);
        Assert.Contains("training 1 of 2", first.Error);
        Assert.Contains("| Transformer | 38.3 |", first.Output);
        using (JsonDocument table = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results", "studies", "tiny", "table5.json"))))
        {
            JsonElement[] rows = [.. table.RootElement.GetProperty("rows").EnumerateArray()];
            Assert.Equal(38.3, rows[0].GetProperty("paper").GetProperty("test").GetDouble());
            Assert.Single(rows[0].GetProperty("scores").GetProperty("test").GetProperty("bleu").EnumerateArray());
            Assert.InRange(rows[1].GetProperty("p").GetDouble(), 0, 1);
            Assert.True(rows[1].GetProperty("parameters").GetInt64() > 1000);
        }

        // What is done is not done again; another seed is.
        Assert.DoesNotContain("training", Study(folder, "table5", "--seeds", "1").Error);
        CliRun status = Run(folder, "status", "--seeds", "1", "2", "--json");
        using JsonDocument found = JsonDocument.Parse(status.Output);
        Assert.Equal(["done", "done", "open", "open"],
            found.RootElement.GetProperty("trainings").EnumerateArray().Select(training => training.GetProperty("state").GetString()));
        string page = Path.Combine(folder, "page.md");
        CliRun report = Run(folder, "report", "--page", page, "--seeds", "1");
        Assert.True(report.Code == 0, report.Error);
        Assert.Contains("## Table 5: made up", File.ReadAllText(page));
    }

    [Fact]
    public void ATableThatIsNotThereIsNamed() => CliRun.Of("study", "table3", "--studies", TestFolders.Fresh()).AssertFails(1, "table3.yaml", "--studies");

    private static CliRun Study(string folder, string table, params string[] more) => Run(folder, [table, .. more]);

    private static CliRun Run(string folder, params string[] arguments) => CliRun.Of(
        ["study", .. arguments, "--scale", "tiny", "--studies", Path.Combine(folder, "tables"), "--recipes", folder, "--runs", Path.Combine(folder, "runs"),
            "--results", Path.Combine(folder, "results"), "--data", folder]);

    private static string MakeUp(string folder)
    {
        string toy = SmallRecipe.Write(folder);
        File.WriteAllText(Path.Combine(folder, "wide.yaml"), $"extends: {Path.GetFileName(toy)}\nname: wide\nmodel: {{ decoder: {{ feed_forward: 48 }} }}\n");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "tables")).FullName, "table5.yaml"), """
            name: table5
            title: made up
            sets: [test]
            rows:
              - { name: Transformer, recipe: toy, paper: { de: { test: [38.3] } } }
              - { name: Wider, recipe: wide, against: Transformer }
            """);
        return folder;
    }
}
