namespace Optiglot.Training;

/// <summary>
/// Cuts pairs into a training set, one that chooses the model (dev) and one that measures it (test). Pairs of one source sentence or one picture stay
/// together.
/// </summary>
/// <param name="Train">To train on.</param>
/// <param name="Dev">To choose by.</param>
/// <param name="Test">To measure with.</param>
internal sealed record PairSplit(IReadOnlyList<PairRow> Train, IReadOnlyList<PairRow> Dev, IReadOnlyList<PairRow> Test)
{
    // A twentieth each, but enough to tell models apart, and not more than published test sets have.
    private const int Part = 20, Enough = 50, Most = 1000;

    /// <summary>Pairs of dev and test where nobody says: a twentieth, at least 50 where that is not more than a tenth, at most 1,000.</summary>
    internal static int SizeFor(int pairs) => Math.Clamp(pairs / Part, Math.Clamp(pairs / 10, 1, Enough), Most);

    /// <summary>Cuts at random.</summary>
    /// <param name="rows">All pairs.</param>
    /// <param name="dev">Pairs of the dev set, about: what belongs together is not torn apart.</param>
    /// <param name="test">The same of the test set.</param>
    /// <param name="seed">Another seed gives another cut.</param>
    /// <exception cref="InvalidDataException">There are too few pairs, or they hang together.</exception>
    internal static PairSplit Cut(IReadOnlyList<PairRow> rows, int dev, int test, ulong seed)
    {
        int[][] groups = Groups(rows);
        RandomStream.Create(seed, "split").Shuffle<int[]>(groups);
        // 0: train, 1: dev, 2: test. A group that is a large part of a set would make it one-sided.
        int[] place = new int[rows.Count], wanted = [0, dev, test], taken = new int[3];
        for (int set = 1; set <= 2; set++)
            foreach (int[] group in groups)
            {
                if (place[group[0]] != 0 || taken[set] + group.Length > wanted[set] || group.Length > Math.Max(5, wanted[set] / 5)) continue;
                taken[set] += group.Length;
                foreach (int index in group) place[index] = set;
            }

        PairSplit split = new(Of(0), Of(1), Of(2));
        if (split.Train.Count == 0 || (dev > 0 && split.Dev.Count == 0) || (test > 0 && split.Test.Count == 0))
            throw new InvalidDataException(
                $"{rows.Count} pairs in {groups.Length} groups of the same sentence or picture cannot be cut into training, {dev} dev and {test} test pairs; "
                + "take fewer with --dev and --test, or give these sets with --dev-data and --test-data");
        return split;

        PairRow[] Of(int set) => [.. rows.Where((_, i) => place[i] == set)];
    }

    /// <summary>Training pairs without those whose source or picture is in another set.</summary>
    internal static PairRow[] Apart(IReadOnlyList<PairRow> train, IEnumerable<PairRow> others)
    {
        PairRow[] held = [.. others];
        HashSet<string> sources = [.. held.Select(Source)], pictures = [.. held.Select(row => row.Picture).OfType<string>()];
        return [.. train.Where(row => !sources.Contains(Source(row)) && (row.Picture is null || !pictures.Contains(row.Picture)))];
    }

    // Indices that hang together by source or picture (union-find), in the order of their first.
    private static int[][] Groups(IReadOnlyList<PairRow> rows)
    {
        int[] parent = [.. Enumerable.Range(0, rows.Count)];
        Dictionary<string, int> sources = [], pictures = [];
        for (int i = 0; i < parent.Length; i++)
        {
            Join(sources, Source(rows[i]), i);
            if (rows[i].Picture is { } picture) Join(pictures, picture, i);
        }

        return [.. Enumerable.Range(0, parent.Length).GroupBy(Root).Select(group => group.ToArray())];

        void Join(Dictionary<string, int> known, string key, int index)
        {
            if (known.TryGetValue(key, out int other)) parent[Root(index)] = Root(other);
            else known[key] = index;
        }

        int Root(int index)
        {
            while (parent[index] != index) index = parent[index] = parent[parent[index]];
            return index;
        }
    }

    // Case and spaces make no other sentence.
    private static string Source(PairRow row) => string.Join(' ', row.Source.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
