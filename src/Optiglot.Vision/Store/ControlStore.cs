using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Vision;

/// <summary>
/// Makes region stores in which pictures say nothing of their sentences: whatever a model learns from them it did not see. A task that is solved on such a
/// store is solved by something else.
/// </summary>
public static class ControlStore
{
    // As many regions as a picture has at least elsewhere; the same for all, since a number would tell pictures apart.
    private const int Regions = 10, Batch = 256;

    /// <summary>Writes a control for each picture of a store.</summary>
    /// <param name="from">The store; its feature width is kept.</param>
    /// <param name="path">The new store's file.</param>
    /// <param name="kind">What stands for pictures.</param>
    /// <param name="seed">Seed of the numbers, or of who gets whose regions.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellation">Stops between batches; what was written stays.</param>
    /// <returns>Number of pictures.</returns>
    /// <exception cref="IOException">There is a file of that name, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, or has one picture only and shall be shuffled.</exception>
    public static int Make(RegionStore from, string path, ControlKind kind, int seed, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        string[] names = [.. from.Names];
        Func<string, RegionSet> make = kind == ControlKind.Noise ? name => Noise(name, seed, from.Detector.FeatureWidth) : Shuffled(from, names, seed);
        using RegionStore store = RegionStore.Create(path, from.Detector with
        {
            Name = $"{from.Detector.Name}+{kind.ToString().ToLowerInvariant()}",
            FeatureSource = $"control: {kind.ToString().ToLowerInvariant()}, seed {seed}; of {from.Detector.FeatureSource}",
        });
        int done = 0;
        foreach (string[] some in names.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            store.Put(some.Select(name => (name, make(name))));
            done += some.Length;
            progress?.Invoke(done);
        }

        return done;
    }

    private static RegionSet Noise(string name, int seed, int width)
    {
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {name}"))));
        float[] features = new float[Regions * width];
        // Box and Muller 1958: normal numbers of variance 1.
        for (int i = 0; i < features.Length; i++)
            features[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
        return new RegionSet(1, 1, [.. Enumerable.Repeat<float[]>([0, 0, 1, 1], Regions).SelectMany(box => box)], [.. Enumerable.Repeat(0f, Regions)],
            [.. Enumerable.Repeat(RegionSet.None, Regions)], null, features);
    }

    // A shuffled circle: each has the next one's regions, none its own.
    private static Func<string, RegionSet> Shuffled(RegionStore from, string[] names, int seed)
    {
        if (names.Length < 2) throw new InvalidDataException($"{from.Path}: shuffling needs at least two pictures");
        string[] circle = [.. names];
        new Random(seed).Shuffle(circle);
        var next = circle.Index().ToDictionary(place => place.Item, place => circle[(place.Index + 1) % circle.Length], StringComparer.Ordinal);
        return name => from.TryGet(next[name], out RegionSet? regions) ? regions
            : throw new InvalidDataException($"{from.Path}: {next[name]} is named and cannot be found; the store is damaged");
    }
}
