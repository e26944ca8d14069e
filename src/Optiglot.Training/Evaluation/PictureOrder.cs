namespace Optiglot.Training;

/// <summary>Which picture each line of a set is translated with. Orders draw from streams of their own, so that one never changes another.</summary>
public sealed class PictureOrder
{
    private readonly Func<EvaluationSet, int[], int[]> pick;

    private PictureOrder(string name, Func<EvaluationSet, int[], int[]> pick) => (Name, this.pick) = (name, pick);

    /// <summary>Each line's own picture.</summary>
    public static PictureOrder Right { get; } = new("right", (_, pictured) => pictured);

    /// <summary>No pictures: no tags, no regions.</summary>
    public static PictureOrder None { get; } = new("none", (_, _) => []);

    /// <summary>Its name in reports and results.</summary>
    public string Name { get; }

    /// <summary>
    /// Another line's picture, by a derangement: every picture is used once, and no line has its own (Elliott, "Adversarial evaluation of multimodal machine
    /// translation", 2018).
    /// </summary>
    /// <param name="seed">Seed of the derangement.</param>
    /// <param name="number">Which of several derangements, from 1.</param>
    public static PictureOrder Wrong(ulong seed, int number = 1) =>
        new(number == 1 ? "wrong" : $"wrong {number}", (set, pictured) =>
            Derange(set, pictured, RandomStream.Create(seed, $"wrong pictures/{set.Name}{(number == 1 ? "" : $"/{number}")}")));

    /// <summary>
    /// Another picture with the same tags; where there is none, one of those whose tags overlap most (intersection over union). Of several, chance decides.
    /// </summary>
    /// <param name="seed">Seed of that choice.</param>
    /// <param name="tags">The tags of a picture, by its file name.</param>
    public static PictureOrder SameTags(ulong seed, Func<string, IEnumerable<string>> tags) =>
        new("same tags", (set, pictured) => MostAlike(set, pictured, tags, RandomStream.Create(seed, $"same tags/{set.Name}")));

    /// <summary>The order that a choice of a recipe means.</summary>
    public static PictureOrder Of(PictureChoice choice, ulong seed) => choice switch
    {
        PictureChoice.Right => Right,
        PictureChoice.Wrong => Wrong(seed),
        _ => None,
    };

    /// <summary>The pictures of a set's lines.</summary>
    /// <param name="set">The set.</param>
    /// <param name="pictured">The lines whose picture can be seen; the others have none in any order.</param>
    /// <returns>File names, <c>[lines]</c>; null for none.</returns>
    /// <exception cref="InvalidDataException">The order needs other pictures, and there is one picture only.</exception>
    public string?[] Pictures(EvaluationSet set, int[] pictured)
    {
        string?[] pictures = new string?[set.Sources.Count];
        int[] from = pick(set, pictured);
        for (int i = 0; i < from.Length; i++) pictures[pictured[i]] = set.Sources[from[i]].Picture;
        return pictures;
    }

    // A shuffled circle: each line has the picture of the next. No line keeps its own, unless neighbours share one; then the circle is shuffled again.
    private static int[] Derange(EvaluationSet set, int[] pictured, RandomStream random)
    {
        RequireTwo(set, pictured);
        while (true)
        {
            int[] circle = [.. Enumerable.Range(0, pictured.Length)];
            random.Shuffle<int>(circle);
            int[] from = new int[circle.Length];
            for (int i = 0; i < circle.Length; i++) from[circle[i]] = pictured[circle[(i + 1) % circle.Length]];
            if (Enumerable.Range(0, from.Length).All(i => set.Sources[from[i]].Picture != set.Sources[pictured[i]].Picture)) return from;
        }
    }

    private static int[] MostAlike(EvaluationSet set, int[] pictured, Func<string, IEnumerable<string>> tags, RandomStream random)
    {
        RequireTwo(set, pictured);
        HashSet<string>[] known = [.. pictured.Select(line => tags(set.Sources[line].Picture!).ToHashSet(StringComparer.Ordinal))];
        int[] order = [.. Enumerable.Range(0, pictured.Length)];
        int[] from = new int[pictured.Length];
        for (int i = 0; i < from.Length; i++)
        {
            random.Shuffle<int>(order);
            var others = order.Where(j => set.Sources[pictured[j]].Picture != set.Sources[pictured[i]].Picture);
            from[i] = pictured[others.MaxBy(j => Overlap(known[i], known[j]))];
        }

        return from;
    }

    private static double Overlap(HashSet<string> first, HashSet<string> second)
    {
        int both = first.Count(second.Contains), either = first.Count + second.Count - both;
        return either == 0 ? 1 : (double)both / either;
    }

    private static void RequireTwo(EvaluationSet set, int[] pictured)
    {
        if (pictured.Select(line => set.Sources[line].Picture).Distinct().Count() < 2)
            throw new InvalidDataException($"{set.Name}: wrong pictures need at least two different ones.");
    }
}
