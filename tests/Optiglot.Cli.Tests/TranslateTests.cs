using System.Text.Json;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli.Tests;

public class TranslateTests
{
    [Fact]
    public void LinesOfStandardInputComeOutInOrder()
    {
        string model = TinyModel.Save(TestFolders.Fresh(), null);
        CliRun all = CliRun.With("two dogs\n\na man\n", default, "translate", "-m", model);
        Assert.Equal(0, all.Code);
        string[] lines = all.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Empty(lines[1]);
        Assert.Equal(lines[0], CliRun.Of("translate", "-m", model, "two dogs").Output.TrimEnd('\n'));
        Assert.Equal(lines[2], CliRun.Of("translate", "-m", model, "a man").Output.TrimEnd('\n'));
    }

    [Fact]
    public void AnyNumberOfWorkersWritesTheSame()
    {
        string model = TinyModel.Save(TestFolders.Fresh(), null), lines = string.Concat(Enumerable.Range(0, 150).Select(i => $"two dogs {i % 50} play\n"));
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        CliRun one = CliRun.With(lines, default, "translate", "-m", model, "--workers", "1", "--lenient"),
            three = CliRun.With(lines, default, "translate", "-m", model, "--workers", "3", "--lenient");
        Assert.Equal((0, 0), (one.Code, three.Code));
        Assert.Equal(150, one.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(one.Output, three.Output);
        CliRun.Of("translate", "-m", model, "--workers", "0", "a").AssertFails(1, "workers 0");
    }

    [Fact]
    public void NBestListsAndJsonSayTheSame()
    {
        string model = TinyModel.Save(TestFolders.Fresh(), null);
        string[] lines = CliRun.Of("translate", "-m", model, "--nbest", "3", "two dogs").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("0 ||| ", line));
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("translate", "-m", model, "--nbest", "3", "--json", "two dogs").Output);
        Assert.Equal("two dogs", json.RootElement.GetProperty("source").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("nbest").GetArrayLength());
    }

    [Fact]
    public void PicturesMayBeMissingLineByLine()
    {
        TestFolders.NeedDetector();
        string folder = TestFolders.Fresh(), photos = TestFolders.Data("flickr8k", "images"), model = ModelWithPictures(folder);
        File.WriteAllLines(Path.Combine(folder, "text"), ["two dogs", "a man"]);
        File.WriteAllLines(Path.Combine(folder, "pictures"), [FirstPhoto(photos), ""]);
        string[] files = ["translate", "-m", model, "-i", Path.Combine(folder, "text"), "--images", Path.Combine(folder, "pictures"), "--photos", photos,
            "--json"];
        string[] lines = CliRun.Of(files).Output.TrimEnd('\n').Split('\n');
        Assert.Equal([true, false], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("regions").GetInt32() > 0));

        File.WriteAllLines(Path.Combine(folder, "pictures"), ["none.jpg", ""]);
        CliRun.Of(files).AssertFails(1, "none.jpg");
        Assert.Contains("none.jpg", CliRun.Of([.. files, "--skip-missing"]).Error);
        File.WriteAllLines(Path.Combine(folder, "pictures"), [FirstPhoto(photos)]);
        CliRun.Of(files).AssertFails(1, "more sentences");
    }

    [Fact]
    public void AttentionIsDrawnOnThePicture()
    {
        TestFolders.NeedDetector();
        string folder = TestFolders.Fresh(), photos = TestFolders.Data("flickr8k", "images"), png = Path.Combine(folder, "attention.png");
        CliRun run = CliRun.Of("translate", "-m", ModelWithPictures(folder), "--image", Path.Combine(photos, FirstPhoto(photos)), "--attention", png,
            "two dogs");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
    }

    [Fact]
    public void EverySentenceHasItsAttentionPicture()
    {
        using SmallDemo demo = new();
        string png = Path.Combine(demo.Folder, "look.png");
        CliRun run = CliRun.Of("translate", "-m", demo.Run, "--detector", demo.DetectorFile, "--image", demo.Picture, "--attention", png, "two dogs", "a man");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(["look-1.png", "look-2.png"], Directory.EnumerateFiles(demo.Folder, "look*").Select(Path.GetFileName).Order());
    }

    [Fact]
    public void OutputGoesToAFileWholeOrNotAtAll()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null), file = Path.Combine(folder, "out.txt");
        Assert.Equal(0, CliRun.Of("translate", "-m", model, "--out", file, "two dogs", "a man").Code);
        string before = File.ReadAllText(file);
        Assert.Equal(130, CliRun.With("", new CancellationToken(canceled: true), "translate", "-m", model, "--out", file, "a man").Code);
        Assert.Equal(before, File.ReadAllText(file));
    }

    // A caption with a carriage return in it is one line: two would shift all pictures after it.
    [Fact]
    public void LinesEndAtLineFeedsOnly()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null), text = Path.Combine(folder, "text");
        File.WriteAllText(text, "two\rdogs\r\na man");
        Assert.Equal(2, CliRun.Of("translate", "-m", model, "-i", text, "--lenient").Output.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(2, CliRun.With(File.ReadAllText(text), default, "translate", "-m", model, "--lenient").Output.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData()]
    [InlineData("--nbest", "2")]
    [InlineData("--json")]
    public void AnInterruptedFileIsGoneOnWith(params string[] options)
    {
        string folder = TestFolders.Fresh($"{nameof(AnInterruptedFileIsGoneOnWith)}{options.Length}{options.FirstOrDefault()?.Length}");
        string model = TinyModel.Save(folder, null), text = Path.Combine(folder, "text"), file = Path.Combine(folder, "out.txt"), part = file + ".part";
        File.WriteAllLines(text, Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? "two dogs" : "a man"));
        string[] command = ["translate", "-m", model, "-i", text, "--out", file, "--lenient", .. options];
        string whole = CliRun.Of(["translate", "-m", model, "-i", text, "--lenient", .. options]).Output;

        CliRun stopped = StopWhen(() => File.Exists(part) && new FileInfo(part).Length > 0, command);
        Assert.Equal(ExitCode.Interrupted, stopped.Code);
        Assert.Contains($"are in {part}; the same command goes on after them", stopped.Error);
        Assert.False(File.Exists(file));
        CliRun other = StopWhen(() => true, [.. command, "--beam", "2"]);
        Assert.DoesNotContain("going on after", other.Error);
        Assert.False(File.Exists(file));

        stopped = StopWhen(() => File.Exists(part) && new FileInfo(part).Length > 0, command);
        // What a kill leaves: a line without its end.
        File.AppendAllText(part, "torn");
        CliRun rest = CliRun.Of(command);
        Assert.True(rest.Code == 0, rest.Error);
        Assert.Contains("going on after the ", rest.Error);
        Assert.Equal(whole, File.ReadAllText(file));
        Assert.Equal([file], Directory.EnumerateFiles(folder, "out*"));
    }

    // What was written with the picture of before stayed in the file.
    [Theory]
    [InlineData("picture")]
    [InlineData("store")]
    public void WithAnotherPictureOrStoreItBeginsAnew(string changes)
    {
        using SmallDemo demo = new();
        string text = Path.Combine(demo.Folder, "text"), images = Path.Combine(demo.Folder, "images"), store = Path.Combine(demo.Folder, "own.sqlite");
        string file = Path.Combine(demo.Folder, "out.txt"), part = file + ".part";
        File.WriteAllLines(text, Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? "two dogs" : "a man"));
        File.WriteAllLines(images, Enumerable.Repeat(demo.Picture, 600));
        CliRun made = CliRun.Of(["detect", .. demo.Pictures, "--detector", demo.DetectorFile, "--out", store]);
        Assert.True(made.Code == 0, made.Error);
        string[] command = ["translate", "-m", demo.Run, "-i", text, "--images", images, "--regions", store, "--detector", demo.DetectorFile, "--out", file,
            "--lenient"];
        Stop();
        Assert.Contains("going on after", Stop().Error);
        if (changes == "picture") File.SetLastWriteTimeUtc(demo.Picture, DateTime.UtcNow.AddMinutes(1));
        else File.SetLastWriteTimeUtc(store, DateTime.UtcNow.AddMinutes(1));
        CliRun rest = CliRun.Of(command);
        Assert.True(rest.Code == 0, rest.Error);
        Assert.DoesNotContain("going on after", rest.Error);

        CliRun Stop()
        {
            long before = File.Exists(part) ? new FileInfo(part).Length : 0;
            CliRun stopped = StopWhen(() => File.Exists(part) && new FileInfo(part).Length > before, command);
            Assert.True(stopped.Code == ExitCode.Interrupted, stopped.Error);
            return stopped;
        }
    }

    private static CliRun StopWhen(Func<bool> ready, string[] command)
    {
        using CancellationTokenSource cancel = new();
        using Timer watch = new(_ =>
        {
            if (ready()) cancel.Cancel();
        }, null, 0, 1);
        CliRun run = CliRun.With("", cancel.Token, command);
        watch.Change(Timeout.Infinite, Timeout.Infinite);
        return run;
    }

    [Fact]
    public void AChangedModelFileIsNoticed()
    {
        string model = TinyModel.Save(TestFolders.Fresh(), null);
        File.AppendAllText(Path.Combine(model, "model.safetensors"), "x");
        CliRun.Of("translate", "-m", model, "a").AssertFails(1, "model.safetensors");
    }

    [Fact]
    public void AnAbsentModelIsNamed() => CliRun.Of("translate", "-m", "no/such/model", "a").AssertFails(1, "no/such/model");

    [Fact]
    public void NBestBeyondTheBeamIsRefused() => CliRun.Of("translate", "-m", TinyModel.Save(TestFolders.Fresh(), null), "--nbest", "9", "a")
        .AssertFails(1, "n-best 9", "beam");

    [Fact]
    public void AttentionNeedsAPicture() => CliRun.Of("translate", "-m", "x", "--attention", "a.png", "a").AssertFails(1, "--image");

    private static string ModelWithPictures(string folder)
    {
        using IRegionDetector detector = RegionDetectors.Load("yolox-nano", new DetectorSettings { ModelFolders = DataFolder.Find(null).ModelFolders });
        return TinyModel.Save(folder, detector.Info);
    }

    private static string FirstPhoto(string folder) => Path.GetFileName(Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal).First());
}
