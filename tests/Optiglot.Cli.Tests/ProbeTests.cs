using System.Text.Json;

namespace Optiglot.Cli.Tests;

/// <summary>The probes on a random model that sees drawn pictures: what they find means nothing, but every number must be there.</summary>
public sealed class ProbeTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private static readonly string[] English = ["A man in a red shirt.", "Two black dogs play with a ball.", "A man in a red and a blue shirt.", "A dog."];
    private static readonly string[] Tokenized =
        ["a man in a red shirt .", "two black dogs play with a ball .", "a man in a red and a blue shirt .", "a dog ."];
    private static readonly string[] German =
        ["ein mann in einem roten hemd .", "zwei schwarze hunde spielen mit einem ball .", "ein mann in einem roten und einem blauen hemd .", "ein hund ."];

    [Fact]
    public void MaskedColoursAreCountedForEachModelAndTogether()
    {
        string data = Data(), store = Store(data);
        CliRun run = CliRun.Of("probe", "mask", "--model", demo.Run, "--model", demo.Model, "--words", "color", "--set", "val", "--regions", store, "--recipe",
            Recipe(data), "--data", data, "--beam", "1", "--json");
        Assert.True(run.Code == 0, run.Error);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("color", "val", 2),
            (json.GetProperty("words").GetString(), json.GetProperty("set").GetString(), json.GetProperty("models").GetArrayLength()));
        JsonElement first = json.GetProperty("models")[0];
        Assert.Equal((3, 4, 0, 5), (first.GetProperty("lines").GetInt32(), first.GetProperty("words").GetInt32(), first.GetProperty("left_out").GetInt32(),
            first.GetProperty("derangements").GetArrayLength()));
        Assert.Equal(4, first.GetProperty("vectors").GetProperty("right").GetString()!.Length);
        Assert.InRange(first.GetProperty("p").GetDouble(), 0, 1);
        Assert.Equal((3, 8), (json.GetProperty("pooled").GetProperty("lines").GetInt32(), json.GetProperty("pooled").GetProperty("words").GetInt32()));
    }

    /// <summary>A recipe may ask for them (<c>evaluate.hide</c>): what its evaluation counts is what the probe counts.</summary>
    [Fact]
    public void AnEvaluationHidesThemWhereItsRecipeSaysSo()
    {
        string data = Data(), store = Store(data), recipe = Recipe(data);
        File.AppendAllText(recipe, "evaluate: { hide: { words: [color], sets: [val] } }\n");
        string[] arguments = ["--model", demo.Run, "--set", "val", "--regions", store, "--recipe", recipe, "--data", data, "--beam", "1", "--json"];
        CliRun run = CliRun.Of(["evaluate", .. arguments]), probe = CliRun.Of(["probe", "mask", "--words", "color", .. arguments]);
        Assert.True(run.Code == 0, run.Error);
        JsonElement found = JsonDocument.Parse(run.Output).RootElement.GetProperty("hidden_words")[0],
            same = JsonDocument.Parse(probe.Output).RootElement.GetProperty("models")[0];
        Assert.Equal(("color", "val", 3, 4), (found.GetProperty("words").GetString(), found.GetProperty("set").GetString(),
            found.GetProperty("lines").GetInt32(), found.GetProperty("count").GetInt32()));
        foreach (string name in (string[])["right", "wrong", "none", "p"])
            Assert.Equal(same.GetProperty(name).GetDouble(), found.GetProperty(name).GetDouble(), 4);
    }

    [Fact]
    public void MaskedNounsAreToldByAlignment()
    {
        string data = Data(), store = Store(data);
        CliRun run = CliRun.Of("probe", "mask", "-m", demo.Run, "--words", "noun", "--set", "val", "--regions", store, "--recipe", Recipe(data), "--data", data,
            "--beam", "1");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("noun words hidden", run.Output);
        Assert.Contains("IBM model 1", run.Output);
    }

    [Fact]
    public void IncongruentPicturesAreScoredInEveryOrder()
    {
        string data = Data(), store = Store(data);
        string[] arguments = ["probe", "incongruent", "-m", demo.Run, "--set", "val", "--set", "train", "--regions", store, "--blurred", store, "--recipe",
            Recipe(data), "--data", data, "--beam", "1"];
        CliRun run = CliRun.Of([.. arguments, "--json"]);
        Assert.True(run.Code == 0, run.Error);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("val+train", 8), (json.GetProperty("set").GetString(), json.GetProperty("lines").GetInt32()));
        JsonElement[] rows = [.. json.GetProperty("pooled").GetProperty("pictures").EnumerateArray()];
        Assert.Equal(["right", "wrong", "same tags", "blurred", "none"], rows.Select(row => row.GetProperty("pictures").GetString()));
        Assert.Equal(["BLEU", "METEOR"], rows[1].GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("metric").GetString()));
        Assert.Equal(1, rows[3].GetProperty("scores")[0].GetProperty("p").GetDouble());
        Assert.Contains("same tags", CliRun.Of(arguments).Output);
    }

    [Fact]
    public void AttentionIsSharedOut()
    {
        string data = Data(), store = Store(data);
        CliRun run = CliRun.Of("probe", "regions", "-m", demo.Run, "--set", "val", "--regions", store, "--recipe", Recipe(data), "--data", data, "--beam", "1",
            "--json");
        Assert.True(run.Code == 0, run.Error);
        JsonElement shares = JsonDocument.Parse(run.Output).RootElement.GetProperty("models")[0].GetProperty("attention");
        Assert.Equal(1, shares.GetProperty("text").GetDouble() + shares.GetProperty("tags").GetDouble() + shares.GetProperty("regions").GetDouble(), 4);
        Assert.True(shares.GetProperty("tags").GetDouble() > 0 && shares.GetProperty("by_name").GetArrayLength() > 0);
    }

    [Fact]
    public void ContrastivePairsAreRanked()
    {
        string folder = TestFolders.Fresh();
        File.WriteAllLines(Path.Combine(folder, "src.en"), ["two dogs", "two dogs"]);
        File.WriteAllLines(Path.Combine(folder, "correct.de"), ["zwei hunde", "zwei ball"]);
        File.WriteAllLines(Path.Combine(folder, "incorrect.de"), ["zwei ball", "zwei hunde"]);
        File.WriteAllLines(Path.Combine(folder, "img.order"), [Path.GetFileName(demo.Pictures[0]), Path.GetFileName(demo.Pictures[1])]);
        string[] arguments = ["probe", "contrastive", "-m", demo.Run, "--file", folder, "--pictures", Path.GetDirectoryName(demo.Pictures[0])!, "--detector",
            demo.DetectorFile, "--json"];
        CliRun run = CliRun.Of(arguments);
        Assert.True(run.Code == 0, run.Error);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        // Without pictures both pairs ask the same, and want opposite answers.
        Assert.Equal((2, 0.5), (json.GetProperty("pairs").GetInt32(), json.GetProperty("none").GetDouble()));
        File.Delete(Path.Combine(folder, "incorrect.de"));
        CliRun.Of(arguments).AssertFails(1, "incorrect.de", "CoMMuTE");
    }

    [Fact]
    public void WhatPicturesAreWorthIsMeasuredPartByPart()
    {
        string data = Data(), store = Store(data), results = Path.Combine(data, "results"), file = Path.Combine(results, "pictures.json");
        string[] common = ["--regions", store, "--recipe", Recipe(data), "--data", data, "--beam", "1", "--results", results];
        CliRun first = CliRun.Of(["probe", "pictures", "--color", demo.Run, "--mask-set", "val", .. common]);
        Assert.True(first.Code == 0, first.Error);
        Assert.False(Part("bleu").HasValue);
        CliRun second = CliRun.Of(["probe", "pictures", "--bleu", demo.Run, "--bleu-set", "val", .. common]);
        Assert.True(second.Code == 0, second.Error);
        Assert.Equal(4, Part("mask")!.Value.GetProperty("color").GetProperty("words").GetInt32());
        Assert.Equal(4, Part("bleu")!.Value.GetProperty("lines").GetInt32());
        JsonElement sources = Part("sources")!.Value;
        Assert.Contains("--color", sources.GetProperty("color").GetProperty("command").GetString());
        Assert.Contains("--bleu", sources.GetProperty("bleu").GetProperty("command").GetString());
        File.WriteAllText(file, "[");
        CliRun.Of(["probe", "pictures", "--color", demo.Run, "--mask-set", "val", .. common]).AssertFails(1, "pictures.json");

        JsonElement? Part(string name) => JsonDocument.Parse(File.ReadAllText(file)).RootElement.TryGetProperty(name, out JsonElement part) ? part : null;
    }

    [Fact]
    public void MistakesAreNamed()
    {
        string data = Data(), store = Store(data);
        CliRun.Of("probe", "mask", "-m", demo.Run, "--words", "verb").AssertFails(2, "verb");
        CliRun.Of("probe", "mask", "-m", demo.Run, "--words", "people", "--set", "val", "--regions", store, "--recipe", Recipe(data), "--data", data)
            .AssertFails(1, "val.people.txt");
        CliRun.Of("probe", "mask", "-m", demo.Run, "--words", "color").AssertFails(1, "recipe.yaml");
        CliRun.Of("probe", "incongruent", "-m", demo.Run, "--set", "val", "--regions", store, "--recipe", Recipe(data), "--data", data, "--derangements", "0")
            .AssertFails(1, "--derangements");
    }

    // Two splits of the same four lines, each with a picture.
    private string Data([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        string data = TestFolders.Fresh(test), task = Path.Combine(data, "multi30k", "task1");
        foreach (string folder in (string[])["raw", "tok", "image_splits"]) Directory.CreateDirectory(Path.Combine(task, folder));
        Directory.CreateDirectory(Path.Combine(data, "probes"));
        foreach (string split in (string[])["train", "val"])
        {
            File.WriteAllLines(Path.Combine(task, "raw", $"{split}.en"), English);
            File.WriteAllLines(Path.Combine(task, "raw", $"{split}.de"), German);
            File.WriteAllLines(Path.Combine(task, "tok", $"{split}.lc.norm.tok.en"), Tokenized);
            File.WriteAllLines(Path.Combine(task, "tok", $"{split}.lc.norm.tok.de"), German);
            File.WriteAllLines(Path.Combine(task, "image_splits", $"{split}.txt"), demo.Pictures.Select(Path.GetFileName)!);
            File.WriteAllLines(Path.Combine(data, "probes", $"{split}.color.txt"), ["4", "1", "4 7", "-1"]);
            File.WriteAllLines(Path.Combine(data, "probes", $"{split}.noun.txt"), ["1 5", "2 6", "1 8", "1"]);
        }

        return data;
    }

    private static string Recipe(string data)
    {
        string path = Path.Combine(data, "probe.yaml");
        File.WriteAllText(path, """
            name: probe
            source: en
            target: de
            data:
              set: multi30k
              folder: multi30k
            text:
              joint: true
              source: { kind: bpe, size: 120 }
            model:
              encoder: { width: 16, layers: 1, heads: 2, feed_forward: 32 }
              decoder: { width: 16, layers: 1, heads: 2, feed_forward: 32 }
            end_to_end: { max_steps: 2, batch_tokens: 200 }

            """);
        return path;
    }

    private string Store(string data)
    {
        string store = Path.Combine(data, "regions.sqlite");
        CliRun made = CliRun.Of("detect", Path.GetDirectoryName(demo.Pictures[0])!, "--detector", demo.DetectorFile, "--out", store, "--min-regions", "1");
        Assert.True(made.Code == 0, made.Error);
        return store;
    }
}
