namespace Optiglot.Training;

/// <summary>
/// Chooses which pieces masked LM hides (the paper, section 3.2, task 1): an exact part of a text's pieces, at least one, as BERT's own data maker does;
/// pieces in focus are drawn first, each by itself.
/// The choice depends on seed, epoch and example only, so it is the same whatever the batches, threads and restarts.
/// </summary>
internal sealed class MaskingPlan
{
    // Devlin et al. 2019, section 3.1: 80% [MASK], 10% another piece, the rest unchanged.
    private const double Masked = 0.8, Replaced = 0.1;

    private readonly MaskingOptions options;
    private readonly HashSet<int> special;
    private readonly RandomStream root;

    /// <summary>A plan.</summary>
    /// <exception cref="ArgumentException">The vocabulary has no piece that is not special.</exception>
    public MaskingPlan(MaskingOptions options, ulong seed)
    {
        this.options = options;
        special = [.. options.SpecialIds];
        if (options.VocabularySize <= special.Count) throw new ArgumentException("The vocabulary has special pieces only.", nameof(options));
        root = RandomStream.Create(seed, "masking");
    }

    /// <summary>Hides pieces of one text.</summary>
    /// <param name="ids">The text with its specials, sentence and tags, <c>[source]</c>.</param>
    /// <param name="epoch">The pass over the data.</param>
    /// <param name="example">The example's index.</param>
    public MaskedText Mask(ReadOnlySpan<int> ids, int epoch, int example)
    {
        RandomStream random = root.Derive(epoch, example);
        List<int> candidates = new(ids.Length);
        for (int i = 0; i < ids.Length; i++)
            if (!special.Contains(ids[i])) candidates.Add(i);
        int count = options.Probability == 0 || candidates.Count == 0 ? 0
            : Math.Clamp((int)Math.Round(candidates.Count * options.Probability), 1, candidates.Count);
        int[] focus = Focus(candidates, ids, random);
        int[] positions = [.. focus, .. Choose([.. candidates.Except(focus)], Math.Max(0, count - focus.Length), random)];
        Array.Sort(positions);
        count = positions.Length;
        int[] hidden = ids.ToArray(), labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = hidden[positions[i]];
            hidden[positions[i]] = Stand(labels[i], random);
        }
        return new(hidden, positions, labels);
    }

    // The first draws of a shuffle are a fair choice without repetition.
    private static int[] Choose(List<int> candidates, int count, RandomStream random)
    {
        for (int i = 0; i < count; i++)
        {
            int other = i + random.NextInt(candidates.Count - i);
            (candidates[i], candidates[other]) = (candidates[other], candidates[i]);
        }
        return [.. candidates.Take(count)];
    }

    // No draw where there is no focus, so that plans without one stay as they were.
    private int[] Focus(List<int> candidates, ReadOnlySpan<int> ids, RandomStream random)
    {
        if (options.FocusProbability == 0 || options.FocusIds.Count == 0) return [];
        List<int> chosen = [];
        foreach (int at in candidates)
            if (options.FocusIds.Contains(ids[at]) && random.NextBool(options.FocusProbability)) chosen.Add(at);
        return [.. chosen];
    }

    private int Stand(int piece, RandomStream random)
    {
        if (options.Strategy == MaskStrategy.Always) return options.MaskId;
        double draw = random.NextDouble();
        if (draw < Masked) return options.MaskId;
        return draw < Masked + Replaced ? AnyPiece(random) : piece;
    }

    private int AnyPiece(RandomStream random)
    {
        while (true)
        {
            int piece = random.NextInt(options.VocabularySize);
            if (!special.Contains(piece)) return piece;
        }
    }
}
