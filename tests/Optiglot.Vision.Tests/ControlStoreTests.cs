namespace Optiglot.Vision.Tests;

public sealed class ControlStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RegionStore Source(int pictures = 20)
    {
        RegionStore store = RegionStore.Create(Path.Combine(_folder.Path, "real.sqlite"), RegionSets.Detector);
        store.Put(Enumerable.Range(0, pictures).Select(i => ($"{i}.jpg", RegionSets.Random(i))));
        return store;
    }

    private RegionStore Make(RegionStore from, ControlKind kind, int seed, string name)
    {
        string path = Path.Combine(_folder.Path, name);
        Assert.Equal(from.Count, ControlStore.Make(from, path, kind, seed));
        return RegionStore.Open(path);
    }

    [Fact]
    public void NoiseIsTheSameForAPictureEachTimeAndSaysNothingOfIt()
    {
        using RegionStore real = Source(), first = Make(real, ControlKind.Noise, 1, "a.sqlite"), again = Make(real, ControlKind.Noise, 1, "b.sqlite"),
            other = Make(real, ControlKind.Noise, 2, "c.sqlite");
        Assert.Equal(real.Detector.FeatureWidth, first.Detector.FeatureWidth);
        // A model of the real store does not take the control for it.
        Assert.Throws<InvalidDataException>(() => first.Require(real.Detector));
        RegionSet noise = Get(first, "3.jpg");
        RegionSets.AssertSame(noise, Get(again, "3.jpg"));
        Assert.NotEqual(noise.Features, Get(other, "3.jpg").Features);
        Assert.NotEqual(noise.Features, Get(first, "4.jpg").Features);
        // What is alike for all cannot tell pictures apart: number, boxes, names.
        Assert.All(first.Names, name => Assert.Equal(noise.Count, Get(first, name).Count));
        Assert.All(noise.ClassIds, id => Assert.Equal(RegionSet.None, id));
        float[] all = [.. first.Names.SelectMany(name => Get(first, name).Features)];
        Assert.InRange(all.Average(), -5 / Math.Sqrt(all.Length), 5 / Math.Sqrt(all.Length));
        Assert.InRange(all.Average(value => value * value), 0.9, 1.1);
    }

    [Fact]
    public void ShuffledPicturesAreAllAnothersAndEachIsUsedOnce()
    {
        using RegionStore real = Source(), shuffled = Make(real, ControlKind.Shuffled, 1, "a.sqlite");
        Dictionary<string, string> owner = real.Names.ToDictionary(name => string.Join(' ', Get(real, name).Features));
        string[] whose = [.. real.Names.Select(name => owner[string.Join(' ', Get(shuffled, name).Features)])];
        Assert.All(real.Names.Zip(whose), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(real.Names.Order(), whose.Order());
    }

    [Fact]
    public void OnePictureCannotBeShuffled()
    {
        using RegionStore real = Source(1);
        Assert.Throws<InvalidDataException>(() => ControlStore.Make(real, Path.Combine(_folder.Path, "a.sqlite"), ControlKind.Shuffled, 1));
    }

    private static RegionSet Get(RegionStore store, string name) => store.TryGet(name, out RegionSet? regions) ? regions : throw new KeyNotFoundException(name);
}
