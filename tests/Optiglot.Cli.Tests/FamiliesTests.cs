using System.Text.Json;
using Optiglot.Networks;

namespace Optiglot.Cli.Tests;

public sealed class FamiliesTests
{
    [Fact]
    public void FamiliesAreListedWithTheirOptionsAndWhetherTheyHaveGraphs()
    {
        CliRun run = CliRun.Of("families", "--json");
        Assert.True(run.Code == 0, run.Error);
        Dictionary<string, JsonElement> found = JsonDocument.Parse(run.Output).RootElement.GetProperty("families").EnumerateArray()
            .ToDictionary(family => family.GetProperty("name").GetString()!);
        Assert.Equal(NetworkFamilies.All.Select(family => family.Name), found.Keys);
        Assert.True(found["vlp"].GetProperty("onnx").GetBoolean());
        Assert.True(found["doubly-attentive-rnn"].GetProperty("onnx").GetBoolean());
        Assert.False(found["deliberation"].GetProperty("onnx").GetBoolean());
        Assert.Equal(0, found["vlp"].GetProperty("options").GetArrayLength());
        JsonElement margin = found["vag"].GetProperty("options").EnumerateArray().Single(option => option.GetProperty("name").GetString() == "margin");
        double Number(string name) => margin.GetProperty(name).GetDouble();
        Assert.Equal((0.1, 0.0, 2.0), (Number("default"), Number("minimum"), Number("maximum")));
    }

    /// <summary>The page has a row and a section for each.</summary>
    [Fact]
    public void ThePageOfFamiliesHasThemAll()
    {
        string[] page = File.ReadAllLines(Path.Combine(TestFolders.Repository, "docs", "families.md"));
        Assert.All(NetworkFamilies.All, family =>
        {
            Assert.Single(page, line => line.StartsWith($"| `{family.Name}` |", StringComparison.Ordinal));
            Assert.Single(page, line => line == $"## {family.Name}");
        });
    }
}
