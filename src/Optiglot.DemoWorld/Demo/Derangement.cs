namespace Optiglot.DemoWorld;

/// <summary>Wrong pictures for a test: every sentence gets another one's, every picture is used once (Elliott 2018, "Adversarial evaluation of multimodal
/// machine translation").</summary>
public static class Derangement
{
    /// <summary>A random cycle through all places (Sattolo 1986), so that none keeps its own.</summary>
    /// <param name="count">Number of places, 2 or more.</param>
    /// <param name="seed">Seed of the cycle.</param>
    /// <returns>`[count]`: the place each one takes from.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 places.</exception>
    public static int[] Of(int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Cycle(order, order, new(seed, "derangement"));
        return order;
    }

    /// <summary>The same within groups: every place takes from another of its own group. Groups of one place are put together with the next.</summary>
    /// <param name="groups">`[count]`: the group of each place.</param>
    /// <param name="seed">Seed of the cycles.</param>
    /// <exception cref="ArgumentException">Fewer than 2 places.</exception>
    public static int[] Within<T>(IReadOnlyList<T> groups, ulong seed)
    {
        var random = new WorldRandom(seed, "derangement");
        int[] order = [.. Enumerable.Range(0, groups.Count)];
        var waiting = new List<int>();
        var members = order.GroupBy(i => groups[i]).OrderBy(g => g.Count()).Select(g => g.ToArray()).ToList();
        for (int g = 0; g < members.Count; g++)
        {
            waiting.AddRange(members[g]);
            if (waiting.Count < 2 && g < members.Count - 1) continue;
            Cycle(order, [.. waiting], random);
            waiting.Clear();
        }
        return order;
    }

    private static void Cycle(int[] order, int[] places, WorldRandom random)
    {
        if (places.Length < 2) throw new ArgumentException($"{places.Length} pictures cannot be exchanged: at least 2 are needed");
        int[] from = [.. places];
        for (int i = from.Length - 1; i > 0; i--)
        {
            int j = random.Below(i);
            (from[i], from[j]) = (from[j], from[i]);
        }
        for (int i = 0; i < from.Length; i++) order[places[i]] = from[i];
    }
}
