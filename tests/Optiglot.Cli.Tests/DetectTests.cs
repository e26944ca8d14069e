using System.Text.Json;
using SkiaSharp;

namespace Optiglot.Cli.Tests;

public class DetectTests
{
    [Fact]
    public void APhotoGivesNamesAndAPicture()
    {
        TestFolders.NeedDetector();
        string photo = Photos(1)[0], png = Path.Combine(TestFolders.Fresh(), "shown.png");
        CliRun run = CliRun.Of("detect", photo, "--show", png, "--json");
        Assert.Equal(0, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(224, json.RootElement.GetProperty("image_width").GetInt32());
        foreach (JsonElement region in json.RootElement.GetProperty("regions").EnumerateArray())
            Assert.Equal(4, region.GetProperty("box").GetArrayLength());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
    }

    [Fact]
    public void AFolderFillsAStoreAndGoesOnWhereItWas()
    {
        TestFolders.NeedDetector();
        string folder = TestFolders.Fresh(), photos = Directory.CreateDirectory(Path.Combine(folder, "photos")).FullName;
        foreach (string photo in Photos(3)) File.Copy(photo, Path.Combine(photos, Path.GetFileName(photo)));
        string regions = Path.Combine(folder, "regions");
        Assert.Contains("3 saved", CliRun.Of("detect", photos, "--out", regions).Output);
        Assert.Contains("0 saved", CliRun.Of("detect", photos, "--out", regions).Output);

        File.WriteAllBytes(Path.Combine(photos, "cut.jpg"), File.ReadAllBytes(Photos(1)[0])[..2000]);
        CliRun withBad = CliRun.Of("detect", photos, "--out", regions);
        withBad.AssertFails(1, "cut.jpg");
        Assert.Contains("3 there before, 1 unreadable", withBad.Output);

        CliRun info = CliRun.Of("regions", "info", regions, "--json");
        using JsonDocument json = JsonDocument.Parse(info.Output);
        Assert.Equal(3, json.RootElement.GetProperty("pictures").GetInt32());
    }

    [Fact]
    public void PhotosOfFoldersInFoldersAreTakenOrToldOf()
    {
        using SmallDemo demo = new();
        string photos = Directory.CreateDirectory(Path.Combine(demo.Folder, "photos")).FullName;
        Directory.CreateDirectory(Path.Combine(photos, "inner"));
        SmallRecipe.DrawPicture(Path.Combine(photos, "1.png"), 20);
        SmallRecipe.DrawPicture(Path.Combine(photos, "inner", "1.png"), 80);
        File.WriteAllText(Path.Combine(photos, "notes.txt"), "text");
        string[] detect = ["detect", photos, "--detector", demo.DetectorFile, "--out", Path.Combine(demo.Folder, "store.sqlite")];
        CliRun flat = CliRun.Of(detect);
        Assert.True(flat.Code == 0, flat.Error);
        Assert.Contains("1 saved", flat.Output);
        Assert.Contains("1 folders", flat.Error);
        Assert.Contains("inner", flat.Error);
        Assert.Contains("(no picture): notes.txt", flat.Error);
        CliRun deep = CliRun.Of([.. detect, "--recursive"]);
        Assert.Contains("1 saved", deep.Output);
        Assert.Contains("1 there before", deep.Output);
        Assert.DoesNotContain("folders in", deep.Error);
    }

    // The second folder's took the first one's place, exit code 0.
    [Fact]
    public void PhotosOfOneNameInTwoFoldersAreRefused()
    {
        using SmallDemo demo = new();
        string one = Directory.CreateDirectory(Path.Combine(demo.Folder, "one")).FullName,
            two = Directory.CreateDirectory(Path.Combine(demo.Folder, "two")).FullName;
        SmallRecipe.DrawPicture(Path.Combine(one, "1.png"), 20);
        SmallRecipe.DrawPicture(Path.Combine(two, "1.png"), 80);
        string store = Path.Combine(demo.Folder, "store.sqlite");
        string[] more = ["--detector", demo.DetectorFile, "--out", store];
        CliRun.Of(["detect", one, two, .. more]).AssertFails(1, Path.Combine(one, "1.png"), Path.Combine(two, "1.png"), "--recursive");
        CliRun.Of(["detect", one, Path.Combine(two, "1.png"), .. more]).AssertFails(1, Path.Combine(two, "1.png"));
        Assert.False(File.Exists(store));
        File.Move(Path.Combine(two, "1.png"), Path.Combine(two, "2.png"));
        Assert.Contains("2 saved", CliRun.Of(["detect", one, two, .. more]).Output);
    }

    [Fact]
    public void SeveralPhotosAreShownEach()
    {
        using SmallDemo demo = new();
        string[] two = [.. demo.Pictures.Take(2)];
        CliRun run = CliRun.Of(["detect", .. two, "--detector", demo.DetectorFile]);
        Assert.True(run.Code == 0, run.Error);
        foreach (string photo in two) Assert.Contains(photo + ":", run.Output);
        using JsonDocument json = JsonDocument.Parse(CliRun.Of(["detect", .. two, "--detector", demo.DetectorFile, "--json"]).Output);
        Assert.Equal(two, json.RootElement.EnumerateArray().Select(each => each.GetProperty("photo").GetString()));
        CliRun.Of(["detect", .. two, "--detector", demo.DetectorFile, "--show", "x.png"]).AssertFails(1, "one photo");
    }

    [Fact]
    public void AFailedDetectLeavesNoEmptyStore()
    {
        using SmallDemo demo = new();
        string store = Path.Combine(demo.Folder, "new", "store.sqlite"), bad = Path.Combine(demo.Folder, "bad.png");
        File.WriteAllText(bad, "no picture");
        CliRun.Of("detect", bad, "--detector", demo.DetectorFile, "--out", store).AssertFails(1, "bad.png");
        Assert.False(File.Exists(store));
    }

    [Fact]
    public void WhatIsDrawnGoesThroughALinkAndIsNamedPng()
    {
        using SmallDemo demo = new();
        string link = Path.Combine(demo.Folder, "device.png");
        if (!File.Exists("/dev/null")) Assert.Skip("needs /dev/null");
        File.CreateSymbolicLink(link, "/dev/null");
        string[] detect = ["detect", demo.Picture, "--detector", demo.DetectorFile, "--show"];
        Assert.Equal(0, CliRun.Of([.. detect, link]).Code);
        Assert.Equal("/dev/null", new FileInfo(link).LinkTarget);
        CliRun.Of([.. detect, "out.jpg"]).AssertFails(2, "out.jpg", "out.png");
    }

    [Fact]
    public void NumbersThatCannotBeAreRefused()
    {
        CliRun.Of("detect", "x.jpg", "--workers", "-2").AssertFails(2, "--workers -2", "0 or more");
        CliRun.Of("detect", "x.jpg", "--max-megapixels", "501").AssertFails(2, "--max-megapixels 501", "1 to 500");
        CliRun.Of("detect", "x.jpg", "--threshold", "1.5").AssertFails(2, "--threshold");
        CliRun.Of("detect", "x.jpg", "--min-regions", "5", "--max-regions", "3").AssertFails(2, "--min-regions 5", "--max-regions 3");
    }

    [Fact]
    public void TheSizeOfPhotosCanBeRaised()
    {
        using SmallDemo demo = new();
        string large = Path.Combine(demo.Folder, "large.png");
        using (SKBitmap bitmap = new(1200, 1000, SKColorType.Gray8, SKAlphaType.Opaque))
        using (SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100)) File.WriteAllBytes(large, png.ToArray());
        string[] detect = ["detect", large, "--detector", demo.DetectorFile, "--max-megapixels"];
        CliRun.Of([.. detect, "1"]).AssertFails(1, "1200x1000", "--max-megapixels");
        Assert.Equal(0, CliRun.Of([.. detect, "2"]).Code);
    }

    [Fact]
    public void AnAbsentPhotoIsNamed() => CliRun.Of("detect", "no/such.jpg").AssertFails(1, "no/such.jpg");

    [Fact]
    public void AFolderNeedsAStore() => CliRun.Of("detect", TestFolders.Fresh()).AssertFails(1, "--out");

    [Fact]
    public void AnUnknownDetectorListsThoseKnown() =>
        CliRun.Of("detect", Path.Combine(TestFolders.Repository, "LICENSE"), "--detector", "yolo").AssertFails(1, "yolo", "yolox-nano");

    [Fact]
    public void AFileThatIsNoPictureSaysSo()
    {
        TestFolders.NeedDetector();
        CliRun.Of("detect", Path.Combine(TestFolders.Repository, "LICENSE")).AssertFails(1, "LICENSE");
    }

    [Fact]
    public void NumpyRegionsNeedTheirNames() => CliRun.Of("regions", "import", "x.npy", "--out", Path.Combine(TestFolders.Fresh(), "x.sqlite"))
        .AssertFails(1, "--pictures");

    [Fact]
    public void AnAbsentStoreSaysHowToMakeIt() => CliRun.Of("regions", "info", "none.sqlite").AssertFails(1, "none.sqlite", "optiglot detect");

    private static string[] Photos(int count) =>
        [.. Directory.EnumerateFiles(TestFolders.Data("flickr8k", "images"), "*.jpg").Order(StringComparer.Ordinal).Take(count)];
}
