namespace Optiglot.Studies.World;

/// <summary>Wrong pictures for a test: every sentence gets another one's, every picture is used once (Elliott 2018, "Adversarial evaluation of multimodal machine translation").</summary>
public static class Derangement
{
    /// <summary>A random cycle through all places (Sattolo 1986), so that none keeps its own.</summary>
    /// <param name="count">Number of places, 2 or more.</param>
    /// <param name="seed">Seed of the cycle.</param>
    /// <returns>`[count]`: the place each one takes from.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 places.</exception>
    public static int[] Of(int count, ulong seed)
    {
        if (count < 2) throw new ArgumentException($"{count} pictures cannot be exchanged: at least 2 are needed");
        var random = new WorldRandom(seed, "derangement");
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Below(i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
