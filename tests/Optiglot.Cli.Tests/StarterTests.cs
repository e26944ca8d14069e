using System.Diagnostics;
using System.Text.Json;
using Optiglot.Translation;

namespace Optiglot.Cli.Tests;

/// <summary>A model small enough to be committed: made, read by every engine, found without being named.</summary>
public sealed class StarterTests : IDisposable
{
    private static readonly string[] Sentences = ["two dogs play with a ball", "a man in a red shirt", "zwei hunde"];

    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-starter-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryEngineTakesTheRoundedWeights()
    {
        string model = TinyModel.Save(_folder, null), starter = Export(model, "en-de");
        long before = new FileInfo(Path.Combine(model, "model.safetensors")).Length, after = new FileInfo(Path.Combine(starter, "model.safetensors")).Length;
        Assert.InRange(after, before / 5, before * 2 / 3);
        Assert.False(File.Exists(Path.Combine(starter, "encoder.onnx")));
        // All of them compute with the same rounded numbers; graphs of 8 bits round the states, too.
        string torch = Translate(starter, "--engine", "torch"), onnx = Translate(starter, "--engine", "onnx", "--precision", "fp32");
        Assert.Equal(torch, onnx);
        Assert.Equal(Translate(starter), Translate(starter, "--engine", "onnx", "--precision", "int8"));
        // Graphs made of it by `export` are those of the model it came from: rounding twice changes nothing.
        string served = Path.Combine(_folder, "served");
        Assert.Equal(0, CliRun.Of("export", "-m", starter, "--onnx", "--int8", "--out", served).Code);
        Assert.Equal(Translate(served), Translate(starter));
    }

    [Fact]
    public void AStarterIsFoundByItsLanguages()
    {
        string model = TinyModel.Save(_folder, null), english = Export(model, "en-de"), french = Export(model, "en-fr");
        Assert.Equal(Translate(english), Translate(null, "--data", _folder));
        Assert.Equal(Translate(french), Translate(null, "--data", _folder, "--target", "fr"));
        CliRun.Of("translate", "--data", _folder, "--target", "xx", "a").AssertFails(1, "models/…-xx", "en-fr", "--model");
        CliRun.Of("translate", "-m", model, "--target", "de", "a").AssertFails(1, "--model", "--target");
    }

    [Fact]
    public void TheCardHasWhatTheFilesSay()
    {
        string model = TinyModel.Save(_folder, null), results = Path.Combine(TestFolders.Repository, "results", "hidden-color-en-de-1.json"), probes =
            Path.Combine(TestFolders.Repository, "results", "pictures.json");
        string starter = Export(model, "en-de", "--results", results, "--probes", probes), card = File.ReadAllText(Path.Combine(starter, "README.md"));
        using JsonDocument scores = JsonDocument.Parse(File.ReadAllText(results)), found = JsonDocument.Parse(File.ReadAllText(probes));
        double bleu = scores.RootElement.GetProperty("scores").GetProperty("photo_test").GetProperty("bleu").GetDouble(), right =
            found.RootElement.GetProperty("mask").GetProperty("color").GetProperty("right").GetDouble();
        Assert.Contains(FormattableString.Invariant($"| {bleu:0.00} |"), card);
        Assert.Contains(FormattableString.Invariant($"| {100 * right:0.0} |"), card);
        Assert.DoesNotContain("detokenized", card);
        foreach (string part in (string[])["# en-de", "## Data", "## Licence", "For research", "## Limits", "8 bits"]) Assert.Contains(part, card);
        CliRun.Of("export", "-m", model, "--recipe", Recipe, "--starter", Path.Combine(_folder, "other"), "--results", "none.json").AssertFails(1, "none.json");
        CliRun.Of("export", "-m", model, "--recipe", Recipe, "--starter", Path.Combine(_folder, "other"), "--probes", results).AssertFails(1, "no `mask`");
        Assert.False(Directory.Exists(Path.Combine(_folder, "other")));
    }

    // By another process, where no weights are found: the tests' own variables name some.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ItsDetectorIsFetchedUnlessThatIsForbidden(bool isForbidden)
    {
        const string Detector = "resnet18-grid", Weights = "resnet18";
        Vision.DetectorInfo seen;
        try
        {
            using Vision.IRegionDetector detector = Detectors.Load(Detector, new Vision.DetectorSettings());
            seen = detector.Info;
        }
        catch (FileNotFoundException)
        {
            Assert.Skip($"the weights of {Detector} are not here, so a model that sees with it cannot be made: ./optiglot models get {Weights}");
            throw;
        }

        string starter = Export(TinyModel.Save(_folder, seen), "en-de"), photo = Path.Combine(_folder, "photo.png");
        string fetched = Path.Combine(_folder, "models", Weights);
        SmallRecipe.DrawPicture(photo, 100);
        string[] line = ["exec", typeof(OptiglotCommandLine).Assembly.Location, "translate", "--data", _folder, "--image", photo, "--lenient", "two dogs"];
        ProcessStartInfo start = new("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (string variable in (string[])[DataFolder.Variable, Vision.ModelFolders.Variable]) start.Environment.Remove(variable);
        start.Environment[ModelsGetCommand.OfflineVariable] = isForbidden ? "1" : "0";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (isForbidden)
        {
            Assert.Equal(ExitCode.Failure, process.ExitCode);
            Assert.Contains($"./optiglot models get {Weights}", await error);
            Assert.False(Directory.Exists(fetched));
            return;
        }

        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains($"{Weights}: the starter sees pictures with it", await error);
        Assert.NotEmpty(Directory.GetFiles(fetched));
        Assert.NotEqual("", output.Trim());
        Assert.True(File.Exists(Path.Combine(starter, "README.md")));
    }

    [Fact]
    public void AStarterIsServed()
    {
        string starter = Export(TinyModel.Save(_folder, null), "en-de");
        using ITranslator translator = OnnxTranslator.Open(starter);
        Assert.Equal(Translate(starter), string.Concat(
            translator.Translate([.. Sentences.Select(text => new TranslationRequest(text))]).Select(result => result.Text + "\n")));
    }

    private static string Recipe => Path.Combine(TestFolders.Repository, "recipes", "multi30k-text-en-de.yaml");

    private string Export(string model, string name, params string[] options)
    {
        string starter = Path.Combine(_folder, "models", name);
        Directory.CreateDirectory(Path.GetDirectoryName(starter)!);
        CliRun run = CliRun.Of(["export", "-m", model, "--recipe", Recipe, "--starter", starter, .. options]);
        Assert.True(run.Code == 0, run.Error);
        return starter;
    }

    private static string Translate(string? model, params string[] options)
    {
        CliRun run = CliRun.Of(["translate", .. model is null ? (string[])[] : ["-m", model], "--workers", "1", .. options, "--lenient", .. Sentences]);
        Assert.True(run.Code == 0, run.Error);
        return run.Output;
    }
}
