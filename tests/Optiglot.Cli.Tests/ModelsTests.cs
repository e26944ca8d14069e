using System.Text.Json;
using Optiglot.Models;
using Optiglot.Vision;

namespace Optiglot.Cli.Tests;

public class ModelsTests
{
    [Fact]
    public void TheListSaysLicenceSizeStateAndSource()
    {
        string folder = TestFolders.Fresh();
        CliRun text = CliRun.Of("models", "list", "--models", folder, "--data", folder);
        Assert.All(ModelCatalogue.All, model => Assert.Contains(model.Licence, text.Output));
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("models", "list", "--json").Output);
        Assert.Equal(ModelCatalogue.All.Select(model => model.Name),
            json.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()));
        JsonElement minilm = json.RootElement.GetProperty("models")[0];
        Assert.Equal(91_096_126, minilm.GetProperty("bytes").GetInt64());
        Assert.Contains("NuGet", minilm.GetProperty("source").GetString());
        Assert.Contains(minilm.GetProperty("state").GetString(), (string[])["there", "absent", "incomplete", "damaged"]);
    }

    [Fact]
    public void WhatIsAbsentFailsOnlyWhereItIsAskedFor()
    {
        string folder = TestFolders.Fresh();
        Assert.Equal(0, CliRun.Of("models", "verify", "--models", folder, "--data", folder).Code);
        CliRun asked = CliRun.Of("models", "verify", "bottom-up", "--models", folder, "--data", folder);
        Assert.Equal(1, asked.Code);
        Assert.Contains("./optiglot models get bottom-up", asked.Output);
    }

    [Fact]
    public void AMirrorThatLacksTheFileIsSaid()
    {
        using var server = new LocalServer();
        string into = TestFolders.Fresh();
        CliRun.Of("models", "get", "yolox-nano", "--into", into, "--mirror", $"{server.Address}at").AssertEnds("404", "--mirror");
        Assert.Equal(["at/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/yolox_nano.onnx"], server.Requests);
    }

    [Fact]
    public void AMirrorGivesTheRealDetector()
    {
        TestFolders.NeedDetector();
        using var server = new LocalServer();
        server.Files["Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/yolox_nano.onnx"] =
            File.ReadAllBytes(TestFolders.Data("..", "models", "yolox-nano", "yolox_nano.onnx"));
        string into = TestFolders.Fresh();
        string[] get = ["models", "get", "yolox-nano", "--into", into, "--mirror", $"{server.Address}", "--json"];
        using (JsonDocument first = JsonDocument.Parse(CliRun.Of(get).Output))
            Assert.True(first.RootElement.GetProperty("models")[0].GetProperty("fetched").GetBoolean());
        using (JsonDocument again = JsonDocument.Parse(CliRun.Of(get).Output))
            Assert.False(again.RootElement.GetProperty("models")[0].GetProperty("fetched").GetBoolean());
        Assert.Single(server.Requests);
        using IRegionDetector detector = Detectors.Load("yolox-nano", new DetectorSettings { ModelFolders = [into] });
        Assert.Equal("yolox-nano", detector.Info.Name);
    }

    [Fact]
    public void OfflineIsKeptTo() => CliRun.Of("models", "get", "bert-base-uncased", "--into", TestFolders.Fresh(), "--offline")
        .AssertEnds("huggingface.co", "--offline");

    [Fact]
    public void WhatNobodyOffersIsToldHowToCome() => CliRun.Of("models", "get", "bottom-up", "--into", TestFolders.Fresh())
        .AssertEnds("bottom-up", "regions import");

    [Fact]
    public void MistakesOfTheCommandLineAreUsageErrors()
    {
        CliRun.Of("models", "get", "minilmm").AssertFails(2, "did you mean 'minilm'?");
        CliRun.Of("models", "get", "yolox-nano", "--mirror", "not an address").AssertFails(2, "--mirror");
        CliRun.Of("models", "get").AssertFails(2, "models get --help");
    }

    [Fact]
    public void CtrlCEndsWithItsCode()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(ExitCode.Interrupted, CliRun.With("", cancelled.Token, "models", "get", "yolox-nano", "--into", TestFolders.Fresh()).Code);
    }

    [Fact]
    public void DetectorsNameWhatTheCatalogueHas()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(TestFolders.Repository, "detectors"), "*.json"))
        {
            // Some put others together and have no model of their own.
            if (!File.ReadAllText(file).Contains("\"model\":", StringComparison.Ordinal)) continue;
            ModelSource source = DetectorManifest.Load(file).Model;
            if (source.Get is not { } name) continue;
            KnownModel model = ModelCatalogue.Find(name);
            ModelFile known = Assert.Single(model.Files, each => $"{model.Name}/{each.Path}" == source.File);
            Assert.Equal(known.Sha256, source.Sha256);
            if (source.Download is { } download) Assert.Equal(download, ((AddressOrigin)model.Origin).Of(known).ToString());
        }
    }

    [Fact]
    public void AnAbsentDetectorNamesTheCommand()
    {
        string manifest = Path.Combine(TestFolders.Fresh(), "own.json");
        File.WriteAllText(manifest, File.ReadAllText(Path.Combine(TestFolders.Repository, "detectors", "yolox-nano.json"))
            .Replace("yolox_nano.onnx\",", "absent.onnx\","));
        Assert.Contains("./optiglot models get yolox-nano",
            Assert.ThrowsAny<FileNotFoundException>(() => Detectors.Load(manifest, new DetectorSettings())).Message);
    }
}
