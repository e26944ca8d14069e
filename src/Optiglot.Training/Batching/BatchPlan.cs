namespace Optiglot.Training;

/// <summary>
/// Batches of sentences of about the same length, each filled up to a budget of positions. Every epoch shuffles the examples, sorts them by length within
/// pools, cuts the pools into batches and shuffles the batches. The order depends on seed, name and epoch only: a <see cref="DataPosition"/> resumes it
/// exactly.
/// </summary>
internal sealed class BatchPlan
{
    private readonly IReadOnlyList<ExampleLength> lengths;
    private readonly BatchOptions options;
    private readonly RandomStream root;

    /// <summary>A plan over these examples.</summary>
    /// <param name="lengths">The length of every example, by its index.</param>
    /// <param name="options">Budget and pool.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="name">The stage, so that each stage sees an order of its own.</param>
    /// <exception cref="ArgumentException">There are no examples, or a budget is below 1.</exception>
    public BatchPlan(IReadOnlyList<ExampleLength> lengths, BatchOptions options, ulong seed, string name)
    {
        if (lengths.Count == 0) throw new ArgumentException("There are no examples to form batches of: look at the data section of the recipe and its limits.");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumSentences, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PoolSentences, 1);
        this.lengths = lengths;
        this.options = options;
        root = RandomStream.Create(seed, "batches/" + name);
    }

    /// <summary>All batches of one epoch, as indices into the examples: each example once. A sentence longer than the budget is a batch of its own.</summary>
    public IReadOnlyList<int[]> Epoch(int epoch)
    {
        RandomStream random = root.Derive(epoch);
        int[] order = [.. Enumerable.Range(0, lengths.Count)];
        random.Shuffle<int>(order);
        List<int[]> batches = [];
        for (int start = 0; start < order.Length; start += options.PoolSentences)
        {
            int[] pool = order[start..Math.Min(order.Length, start + options.PoolSentences)];
            Sort(pool);
            Cut(pool, batches);
        }
        int[][] shuffled = [.. batches];
        random.Shuffle<int[]>(shuffled);
        return shuffled;
    }

    /// <summary>The batches from a position on, epoch after epoch without end, each with its own position.</summary>
    public IEnumerable<(DataPosition Position, int[] Examples)> From(DataPosition position)
    {
        for (int epoch = position.Epoch, first = position.Batch; ; epoch++, first = 0)
        {
            IReadOnlyList<int[]> batches = Epoch(epoch);
            for (int batch = first; batch < batches.Count; batch++)
                yield return (new(epoch, batch), batches[batch]);
        }
    }

    /// <summary>Parts of a batch that go through the network one after the other.</summary>
    public IEnumerable<int[]> Split(int[] batch, MicroBatch parts) => parts.Split(batch, lengths);

    /// <summary>The part of padding, 0..1, on both sides together, in these batches.</summary>
    public double Padding(IReadOnlyList<int[]> batches)
    {
        long real = 0, padded = 0;
        foreach (int[] batch in batches)
        {
            (int source, int target) = (0, 0);
            foreach (int example in batch)
            {
                (source, target) = (Math.Max(source, lengths[example].Source), Math.Max(target, lengths[example].Target));
                real += lengths[example].Source + lengths[example].Target;
            }
            padded += (long)batch.Length * (source + target);
        }
        return padded == 0 ? 0 : 1 - (double)real / padded;
    }

    // By the budgeted side first; the other side runs up and down in turn, so that neighbours are close on both sides also where the first side's length
    // changes.
    private void Sort(int[] pool)
    {
        bool sourceFirst = options.Measure == BatchMeasure.Source;
        long[] keys = new long[pool.Length];
        for (int i = 0; i < pool.Length; i++)
        {
            ExampleLength length = lengths[pool[i]];
            (int first, int second) = sourceFirst ? (length.Source, length.Target) : (length.Target, length.Source);
            // The last 21 bits keep the shuffled order among equals: Array.Sort alone is not stable.
            keys[i] = ((long)first << 42) | ((long)((first & 1) == 0 ? second : 0x1FFFFF - second) << 21) | (long)(i & 0x1FFFFF);
        }
        Array.Sort(keys, pool);
    }

    private void Cut(int[] pool, List<int[]> batches)
    {
        int start = 0, source = 0, target = 0;
        for (int i = 0; i < pool.Length; i++)
        {
            ExampleLength length = lengths[pool[i]];
            int widerSource = Math.Max(source, length.Source), widerTarget = Math.Max(target, length.Target), sentences = i - start + 1;
            if (sentences > 1 && (sentences > options.MaximumSentences || Cost(widerSource, widerTarget) * sentences > options.Tokens))
            {
                batches.Add(pool[start..i]);
                (start, widerSource, widerTarget) = (i, length.Source, length.Target);
            }
            (source, target) = (widerSource, widerTarget);
        }
        if (start < pool.Length) batches.Add(pool[start..]);
    }

    private long Cost(int source, int target) => options.Measure switch
    {
        BatchMeasure.Source => source,
        BatchMeasure.Target => target,
        _ => (long)source + target,
    };
}
