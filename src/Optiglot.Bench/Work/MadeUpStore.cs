using Optiglot.Vision;

namespace Optiglot.Bench;

/// <summary>A region store with random boxes and features.</summary>
internal static class MadeUpStore
{
    private const int Width = 500, Height = 375, PicturesPerSave = 1_000;

    /// <summary>Writes a store, in place of one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pictures">Pictures, named by <see cref="Name"/>.</param>
    /// <param name="regions">Regions of each.</param>
    /// <param name="features">Numbers in a region's feature.</param>
    /// <param name="seed">Seed.</param>
    internal static void Write(string path, int pictures, int regions, int features, ulong seed)
    {
        File.Delete(path);
        using RegionStore store = RegionStore.Create(path, new DetectorInfo
        {
            Name = "made-up", Sha256 = new string('0', 64), FeatureWidth = features, ClassNames = ["thing"]
        });
        var random = new Random(unchecked((int)seed));
        foreach (int[] some in Enumerable.Range(0, pictures).Chunk(PicturesPerSave))
            store.Put(some.Select(picture => (Name(picture), Regions: MakeUp(random, regions, features))));
    }

    /// <summary>What a picture is called.</summary>
    internal static string Name(int picture) => $"{picture:D9}.jpg";

    private static RegionSet MakeUp(Random random, int regions, int features) =>
        new(Width, Height, [.. Enumerable.Range(0, regions).SelectMany(_ => Box(random))], Numbers(random, regions), new int[regions], null,
            Numbers(random, regions * features));

    // From the picture's upper left quarter to its lower right one.
    private static float[] Box(Random random) => Numbers(random, 4) is var side ? [side[0] / 2, side[1] / 2, (1 + side[2]) / 2, (1 + side[3]) / 2] : [];

    private static float[] Numbers(Random random, int count)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.NextSingle();
        return numbers;
    }
}
