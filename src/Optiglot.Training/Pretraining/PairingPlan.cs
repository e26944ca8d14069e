namespace Optiglot.Training;

/// <summary>
/// Chooses the picture of each example in pre-training (the paper, section 3.2, task 2): its own, or with a probability another one, uniformly among all
/// others and never the same. Regions and tags both come from the chosen picture. Depends on seed, epoch and example only.
/// </summary>
public sealed class PairingPlan
{
    private readonly string[] pictures;
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly double probability;
    private readonly RandomStream root;

    /// <summary>A plan.</summary>
    /// <param name="pictures">The pictures there are; repetitions count once.</param>
    /// <param name="probability">Probability of another picture.</param>
    /// <param name="seed">The run's seed.</param>
    public PairingPlan(IEnumerable<string> pictures, double probability, ulong seed)
    {
        this.pictures = [.. pictures.Distinct(StringComparer.Ordinal)];
        for (int i = 0; i < this.pictures.Length; i++) indexOf[this.pictures[i]] = i;
        this.probability = probability;
        root = RandomStream.Create(seed, "pairing");
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
        int other = random.NextInt(others);
        // Step over the example's own picture: every other one stays equally likely.
        return new(pictures[known && other >= own ? other + 1 : other], Matches: false);
    }
}
