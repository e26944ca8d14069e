namespace Optiglot.Training;

/// <summary>
/// Chooses the picture of each example in pre-training (the paper, section 3.2, task 2): its own, or with a probability another one, uniformly among all
/// others and never the same, or, as a harder question, among those that look alike to the detector. Regions and tags both come from the chosen picture.
/// Depends on seed, epoch and example only.
/// </summary>
internal sealed class PairingPlan
{
    private readonly string[] pictures;
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly double probability;
    private readonly double hard;
    private readonly Dictionary<string, int[]> alike = new(StringComparer.Ordinal);
    private readonly string[] kinds = [];
    private readonly RandomStream root;

    /// <summary>A plan.</summary>
    /// <param name="pictures">The pictures there are; repetitions count once.</param>
    /// <param name="probability">Probability of another picture.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="hard">Probability that another picture is one of the same kind, where there is one.</param>
    /// <param name="kindOf">A picture's kind (its tags); needed where <paramref name="hard"/> is above 0.</param>
    public PairingPlan(IEnumerable<string> pictures, double probability, ulong seed, double hard = 0, Func<string, string>? kindOf = null)
    {
        this.pictures = [.. pictures.Distinct(StringComparer.Ordinal)];
        for (int i = 0; i < this.pictures.Length; i++) indexOf[this.pictures[i]] = i;
        this.probability = probability;
        root = RandomStream.Create(seed, "pairing");
        this.hard = kindOf is null ? 0 : hard;
        if (this.hard == 0) return;
        kinds = [.. this.pictures.Select(kindOf!)];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, kinds.Length).GroupBy(i => kinds[i])) alike[group.Key] = [.. group];
    }

    /// <summary>The picture for one example. Where only one picture exists, it is that one.</summary>
    /// <param name="picture">The example's own picture, or null.</param>
    /// <param name="epoch">The pass over the data.</param>
    /// <param name="example">The example's index.</param>
    public PicturePairing Choose(string? picture, int epoch, int example)
    {
        if (picture is null) return new(null, Matches: false);
        RandomStream random = root.Derive(epoch, example);
        bool known = indexOf.TryGetValue(picture, out int own);
        int others = pictures.Length - (known ? 1 : 0);
        if (others == 0 || !random.NextBool(probability)) return new(picture, Matches: true);
        if (known && hard > 0 && random.NextBool(hard) && alike[kinds[own]] is { Length: > 1 } group)
            return new(pictures[group[Another(Array.IndexOf(group, own), group.Length - 1, random)]], Matches: false);
        return new(pictures[Another(known ? own : others, others, random)], Matches: false);
    }

    // Steps over the example's own picture: every other one stays equally likely.
    private static int Another(int own, int others, RandomStream random)
    {
        int other = random.NextInt(others);
        return other >= own ? other + 1 : other;
    }
}
