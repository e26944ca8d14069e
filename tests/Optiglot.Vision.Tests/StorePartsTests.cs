namespace Optiglot.Vision.Tests;

public sealed class StorePartsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => folder.File("regions.sqlite");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PartsGoIntoTheStoreWithTheirFiles()
    {
        PictureIdentity known = new(7, new string('a', 64));
        Fill(Store, ("a.jpg", 1, null), ("b.jpg", 2, null));
        Fill(StoreParts.PathOf(Store, 0), ("c.jpg", 3, known));
        Fill(StoreParts.PathOf(Store, 11), ("a.jpg", 4, known), ("d.jpg", 5, null));
        File.WriteAllBytes(StoreParts.PathOf(Store, 2), []);
        File.WriteAllText(Store + ".partly", "somebody else's");
        Assert.Equal(3, StoreParts.Merge(Store));
        using (RegionStore whole = RegionStore.Open(Store, RegionSets.Detector))
        {
            Assert.Equal(["a.jpg", "b.jpg", "c.jpg", "d.jpg"], whole.Names.Order());
            Assert.True(whole.TryGet("a.jpg", out RegionSet? replaced));
            RegionSets.AssertSame(RegionSets.Random(4), replaced);
            Assert.Equal([known, null, known, null], whole.Names.Order().Select(whole.IdentityOf));
        }

        Assert.Equal([Store, Store + ".partly"], Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal(0, StoreParts.Merge(Store));
    }

    [Fact]
    public void WhereThereIsNoStoreItIsMade()
    {
        Fill(StoreParts.PathOf(Store, 1), ("a.jpg", 1, null));
        StoreParts.Merge(Store);
        using RegionStore made = RegionStore.Open(Store, RegionSets.Detector);
        Assert.Equal(["a.jpg"], made.Names);
    }

    [Fact]
    public void WhereThereIsNothingNothingIsMade() => Assert.Equal(0, StoreParts.Merge(Path.Combine(folder.Path, "no", "such", "store.sqlite")));

    [Fact]
    public void APartOfAnotherDetectorIsRefusedAndStays()
    {
        Fill(Store, ("a.jpg", 1, null));
        string part = StoreParts.PathOf(Store, 0);
        RegionStore.Create(part, RegionSets.Detector with { Name = "other", Sha256 = "11" }).Dispose();
        Assert.Throws<InvalidDataException>(() => StoreParts.Merge(Store));
        Assert.True(File.Exists(part));
    }

    private static void Fill(string path, params (string Name, int Seed, PictureIdentity? Identity)[] pictures)
    {
        using RegionStore store = RegionStore.Create(path, RegionSets.Detector);
        store.Put(pictures.Select(picture => (picture.Name, RegionSets.Random(picture.Seed), picture.Identity)));
    }
}
