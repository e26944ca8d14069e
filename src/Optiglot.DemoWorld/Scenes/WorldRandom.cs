namespace Optiglot.DemoWorld;

/// <summary>A named stream of random numbers (SplitMix64), the same on every machine and runtime.</summary>
public sealed class WorldRandom
{
    private ulong state;

    /// <summary>Starts the stream that belongs to a seed and a name.</summary>
    public WorldRandom(ulong seed, string stream)
    {
        state = seed ^ 0x9E3779B97F4A7C15UL;
        foreach (char letter in stream) state = (Next() ^ letter) * 0x100000001B3UL;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number in 0..1, 1 excluded.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An index below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>A number between two bounds.</summary>
    public float Between(float low, float high) => low + (float)Unit() * (high - low);

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One item of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Shuffles in place (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
