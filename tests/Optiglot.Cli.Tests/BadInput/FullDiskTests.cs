using System.Text.Json;

namespace Optiglot.Cli.Tests.BadInput;

/// <summary>The disk is full while something is saved: one line, and what was there before still is; with room again, the same command does it.</summary>
[Collection(ChildProcesses.Name)]
public sealed class FullDiskTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private const string Room = "ake room";

    [Fact]
    public void CheckpointOfBeforeStaysAndTheRunGoesOn()
    {
        string folder = TestFolders.Fresh(), run = Path.Combine(folder, "run");
        string[] train = ["train", SmallRecipe.Write(folder, steps: 3, width: 64), "--out", run, "--data", folder];
        // A run that is stopped at once saves after its first update.
        Assert.Equal(130, CliRun.StoppedAt("training: starts", train).Code);
        string checkpoint = Assert.Single(Directory.GetFiles(run, "last.checkpoint", SearchOption.AllDirectories));
        byte[] before = File.ReadAllBytes(checkpoint);

        // Room for the weights alone, not for the checkpoint, which has two moments besides.
        FullDisk.Of(before.Length / 2, train).AssertEnds(checkpoint, Room);
        Assert.Equal(before, File.ReadAllBytes(checkpoint));
        AssertNoRemains(run);

        // Not even for the weights.
        FullDisk.Of(before.Length / 6, train).AssertEnds(".safetensors", Room);
        Assert.Equal(before, File.ReadAllBytes(checkpoint));
        AssertNoRemains(run);

        CliRun done = CliRun.Of(train);
        Assert.True(done.Code == 0, done.Error);
    }

    [Fact]
    public void ModelFolderIsWholeOrNotThere()
    {
        string folder = TestFolders.Fresh(), run = Path.Combine(folder, "run"), model = Path.Combine(run, "model");
        string[] train = ["train", SmallRecipe.Write(folder, width: 64), "--out", run, "--data", folder];
        CliRun done = CliRun.Of(train);
        Assert.True(done.Code == 0, done.Error);
        byte[] weights = File.ReadAllBytes(Path.Combine(model, "model.safetensors"));
        Directory.Delete(model, recursive: true);

        FullDisk.Of(weights.Length / 2, train).AssertEnds(model, "could not be saved", Room);
        Assert.False(Directory.Exists(model));
        AssertNoRemains(run);

        Assert.Equal(0, CliRun.Of(train).Code);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(model, "model.safetensors")));
    }

    [Fact]
    public void RegionStoreKeepsWhatItHad()
    {
        string folder = TestFolders.Fresh(), store = Path.Combine(folder, "regions.sqlite");
        string[] Detect(string path) => ["detect", path, "--detector", demo.DetectorFile, "--out", store, "--min-regions", "1"];
        Assert.Equal(0, CliRun.Of(Detect(demo.Picture)).Code);

        FullDisk.Of(8 << 10, Detect(Path.Combine(demo.Folder, "pictures"))).AssertEnds(store, "full", "what was there before still is", "free some space");
        Assert.Equal(1, Count(store));

        CliRun done = CliRun.Of(Detect(Path.Combine(demo.Folder, "pictures")));
        Assert.Contains($"{demo.Pictures.Count - 1} saved", done.Output);
        Assert.Equal(demo.Pictures.Count, Count(store));
    }

    [Fact]
    public void ARegionStoreThatCannotBeMadeLeavesNothing()
    {
        string folder = TestFolders.Fresh(), store = Path.Combine(folder, "new.sqlite");
        string[] detect = ["detect", demo.Picture, "--detector", demo.DetectorFile, "--out", store, "--min-regions", "1"];
        FullDisk.Of(4 << 10, detect).AssertEnds(store, "full", "free some space");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal(0, CliRun.Of(detect).Code);
        Assert.Equal(1, Count(store));
    }

    [Fact]
    public void ResultsOfBeforeStay()
    {
        string folder = TestFolders.Fresh(), run = Path.Combine(folder, "run"), results = Path.Combine(folder, "results");
        CliRun trained = CliRun.Of("train", SmallRecipe.Write(folder), "--out", run, "--data", folder);
        Assert.True(trained.Code == 0, trained.Error);
        string[] evaluate = ["evaluate", "--model", run, "--data", folder, "--results", results];
        Assert.Equal(0, CliRun.Of(evaluate).Code);
        string[] files = Directory.GetFiles(results, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 2);
        byte[][] before = [.. files.Select(File.ReadAllBytes)];

        FullDisk.Of(0, evaluate).AssertEnds("test.hyp", Room);
        Assert.Equal(before, files.Select(File.ReadAllBytes));
        AssertNoRemains(results);
    }

    [Fact]
    public void TranslationsOfBeforeStay()
    {
        string file = Path.Combine(TestFolders.Fresh(), "out.txt");
        File.WriteAllText(file, "of before");
        FullDisk.Of(0, "translate", "-m", demo.Run, "--out", file, "two dogs").AssertEnds(file, Room);
        Assert.Equal("of before", File.ReadAllText(file));
        AssertNoRemains(Path.GetDirectoryName(file)!);
    }

    // The system's own full device stands where the new file is begun.
    [Fact]
    public void NoSpaceLeftIsTheSystemsOwnWord()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("needs /dev/full");
        string file = Path.Combine(TestFolders.Fresh(), "out.txt");
        File.WriteAllText(file, "of before");
        File.CreateSymbolicLink(file + ".part", "/dev/full");
        CliRun.Of("translate", "-m", demo.Run, "--out", file, "two dogs").AssertEnds(file, "No space left", Room);
        Assert.Equal("of before", File.ReadAllText(file));
        AssertNoRemains(Path.GetDirectoryName(file)!);
    }

    [Fact]
    public void AFullStandardOutputIsToldToo()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("needs /dev/full");
        FullDisk.WithFullOutput("translate", "-m", demo.Run, "two dogs").AssertEnds("No space left", Room);
    }

    [Fact]
    public void AFullOutputOfHelpIsTold()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("needs /dev/full");
        FullDisk.WithFullOutput("--help").AssertEnds("No space left", Room);
    }

    private static long Count(string store)
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("regions", "info", store, "--json").Output);
        return json.RootElement.GetProperty("pictures").GetInt64();
    }

    // Half-written files are taken away again: they would fill the disk further.
    private static void AssertNoRemains(string folder) =>
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories),
            path => Path.GetExtension(path) is ".part" or ".partial" or ".optiglot-new" or ".optiglot-old");
}
