using System.IO.Compression;
using System.Text;

namespace Optiglot.Vision.Tests;

public sealed class RegionImporterTests : IDisposable
{
    private static readonly DetectorInfo Detector = new() { Name = "faster-rcnn", Sha256 = "", FeatureWidth = 0, ClassNames = ["dog"] };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CompressedTableBecomesAStore()
    {
        string table = string.Join('\n', Enumerable.Range(0, 600).Select(i =>
            BottomUpTsvTests.Line($"{i}", "100", "50", "2", BottomUpTsvTests.Base64(0f, 0, 50, 25, 0, 0, 1, 1), BottomUpTsvTests.Base64(i, 1f, 2, 3))));
        string path = _folder.File("regions.tsv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) gzip.Write(Encoding.ASCII.GetBytes(table));
        var told = new List<long>();
        Assert.Equal(600, RegionImporter.Run(BottomUpTsv.Read(path), _folder.File("new/regions.db"), Detector, told.Add));
        Assert.Equal([256, 512, 600], told);
        using var store = RegionStore.Open(_folder.File("new/regions.db"), Detector with { FeatureWidth = 2 });
        Assert.Equal(600, store.Count);
        Assert.True(store.TryGet("599.jpg", out var regions));
        Assert.Equal([599, 1, 2, 3], regions.Features);
    }

    [Fact]
    public void MixedWidthsAndNothingAreRefused()
    {
        string path = _folder.File("regions.db");
        (string, RegionSet)[] mixed = [("a", RegionSets.Random(1)), ("b", RegionSets.Random(1, features: 4))];
        Assert.Contains("b: 4 features", Assert.Throws<InvalidDataException>(() => RegionImporter.Run(mixed, path, Detector)).Message);
        Assert.Contains("nothing to import", Assert.Throws<InvalidDataException>(() => RegionImporter.Run([], path, Detector)).Message);
    }
}
