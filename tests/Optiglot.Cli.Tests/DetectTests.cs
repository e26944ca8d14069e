using System.Text.Json;

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
    public void NumpyRegionsNeedTheirNames() => CliRun.Of("regions", "import", "x.npy", "--out", Path.Combine(TestFolders.Fresh(), "x.sqlite")).AssertFails(1, "--pictures");

    [Fact]
    public void AnAbsentStoreSaysHowToMakeIt() => CliRun.Of("regions", "info", "none.sqlite").AssertFails(1, "none.sqlite", "optiglot detect");

    private static string[] Photos(int count) => [.. Directory.EnumerateFiles(TestFolders.Data("flickr8k", "images"), "*.jpg").Order(StringComparer.Ordinal).Take(count)];
}
