using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public void JsonIsOneObjectAndAllIsWell()
    {
        CliRun run = CliRun.Of("doctor", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean(), run.Output);
        Assert.Equal(0, run.Code);
        Assert.True(json.RootElement.GetProperty("libtorch").GetProperty("fp32_gflops").GetDouble() > 0);
        Assert.True(json.RootElement.GetProperty("processor").GetProperty("cores").GetInt32() > 0);
    }

    [Fact]
    public void AnEmptyDataFolderGivesNotesThatTellWhereToGetEachSet()
    {
        string empty = TestFolders.Fresh();
        CliRun run = CliRun.Of("doctor", "--data", empty);
        Assert.Equal(0, run.Code);
        Assert.Contains("note multi30k", run.Output);
        Assert.Contains("https://github.com/multi30k/dataset", run.Output);
    }

    [Fact]
    public void WhatARecipeNeedsMustBeThere()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder);
        CliRun run = CliRun.Of("doctor", "--recipe", recipe, "--data", folder);
        Assert.True(run.Code == 0, run.Output);
        Assert.Contains("4 pairs to train", run.Output);
        Assert.Contains($"All that {recipe} needs is in order", run.Output);

        File.Delete(Path.Combine(folder, "text.de"));
        CliRun without = CliRun.Of("doctor", "--recipe", recipe, "--data", folder, "--json");
        Assert.Equal(1, without.Code);
        using (JsonDocument json = JsonDocument.Parse(without.Output)) AssertFailures(json, "text");

        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("joint: true", "joint: false")
            .Replace("{ kind: bpe, size: 120 }", "{ kind: wordpiece, vocabulary: none/vocab.txt }")
            .Replace("model:", "model:\n  start_from: none").Replace("  files:", "  pictures: { folder: photos, regions: none/regions.sqlite }\n  files:"));
        using (JsonDocument json = JsonDocument.Parse(CliRun.Of("doctor", "--recipe", recipe, "--data", folder, "--json").Output))
            AssertFailures(json, "source_vocabulary", "start_from", "pictures");
    }

    // Own pictures under names that the lists do not have: training goes on without them, and somebody must say so.
    [Fact]
    public void PicturesThatAreNotFoundAreNoted()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.WithPictures(folder, ["1.png", "2.png", "1.png", "gone.png"]);
        CliRun run = CliRun.Of("doctor", "--recipe", recipe, "--data", folder);
        Assert.True(run.Code == 0, run.Output);
        Assert.Contains("1 of the 3 pictures that the texts name are neither in", run.Output);
        Assert.Contains("gone.png", run.Output);
        Assert.DoesNotContain("is in order", run.Output);
    }

    private static void AssertFailures(JsonDocument json, params string[] findings)
    {
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        foreach (string name in findings)
        {
            Assert.True(json.RootElement.TryGetProperty(name, out JsonElement finding), json.RootElement.ToString());
            Assert.Equal("failure", finding.GetProperty("level").GetString());
            Assert.NotEmpty(finding.GetProperty("mend").GetString()!);
        }
    }

    [Theory]
    [InlineData("flickr8k-en-de")]
    [InlineData("paper-en-de")]
    public void ARecipeWithoutItsDataNamesEachThing(string name)
    {
        string empty = TestFolders.Fresh($"doctor-{name}");
        CliRun run = CliRun.Of("doctor", "--recipe", Path.Combine(TestFolders.Repository, "recipes", name + ".yaml"), "--data", empty, "--json");
        Assert.Equal(1, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        AssertFailures(json, "text", "captions");
    }

    [Fact]
    public void ADetectorWithOtherWeightsFails()
    {
        string folder = TestFolders.Fresh();
        Directory.CreateDirectory(Path.Combine(folder, "models", "yolox-nano"));
        File.WriteAllText(Path.Combine(folder, "models", "yolox-nano", "yolox_nano.onnx"), "not these");
        CliRun run = CliRun.Of("doctor", "--data", folder);
        Assert.Equal(1, run.Code);
        Assert.Contains("FAIL detector", run.Output);
        Assert.Contains("SHA-256", run.Output);
    }
}
