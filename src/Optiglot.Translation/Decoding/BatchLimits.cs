namespace Optiglot.Translation;

/// <summary>How much is translated at once. Results do not depend on it, only time and memory do.</summary>
public sealed record BatchLimits
{
    /// <summary>Most sentences in a batch. Steps of small models cost the same for few and for many, up to about here.</summary>
    public int Sentences { get; init; } = 64;

    /// <summary>Most positions in a batch: sentences times pieces and regions of the longest.</summary>
    public int Positions { get; init; } = 8192;

    /// <summary>
    /// Whether few sentences are cut into smaller batches, so that each of several workers has one; off where workers are kept busy by others.
    /// </summary>
    public bool Spread { get; init; } = true;

    /// <summary>Cuts examples into batches of similar length, those with pictures together, longest first.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="layout">Says how long they are.</param>
    /// <returns>Batches of indices; each index once.</returns>
    /// <exception cref="ArgumentException">A limit is not positive.</exception>
    public IEnumerable<int[]> Cut(IReadOnlyList<SourceExample> examples, SourceLayout layout)
    {
        if (Sentences < 1 || Positions < 1)
            throw new ArgumentException($"batch limits must be at least 1, got {Sentences} sentences and {Positions} positions");
        return Batches([.. Enumerable.Range(0, examples.Count)
            .Select(index => (Index: index, layout.Fit(examples[index]).Length, Regions: layout.RegionCount(examples[index])))
            .OrderByDescending(item => item.Regions > 0).ThenByDescending(item => item.Length).ThenBy(item => item.Index)]);
    }

    private IEnumerable<int[]> Batches((int Index, int Length, int Regions)[] sorted)
    {
        int start = 0, length = 0, regions = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            int newLength = Math.Max(length, sorted[i].Length);
            int newRegions = Math.Max(regions, sorted[i].Regions);
            int count = i - start + 1;
            if (count > 1 && (count > Sentences || (long)count * (newLength + newRegions) > Positions || regions > 0 != sorted[i].Regions > 0))
            {
                yield return [.. sorted[start..i].Select(item => item.Index)];
                (start, newLength, newRegions) = (i, sorted[i].Length, sorted[i].Regions);
            }

            (length, regions) = (newLength, newRegions);
        }

        if (start < sorted.Length) yield return [.. sorted[start..].Select(item => item.Index)];
    }
}
