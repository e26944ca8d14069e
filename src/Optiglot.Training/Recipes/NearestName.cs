namespace Optiglot.Training;

/// <summary>Finds what somebody meant to write.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest typing errors, if they are few enough for a guess; else null. The earlier of two equally near wins.</summary>
    public static string? Find(string written, IEnumerable<string> candidates)
    {
        (string Name, int Distance)? best = null;
        foreach (string candidate in candidates)
        {
            int distance = Distance(written, candidate);
            if (best is null || distance < best.Value.Distance) best = (candidate, distance);
        }
        return best is { } found && found.Distance <= Math.Max(2, found.Name.Length / 3) && found.Distance < found.Name.Length ? found.Name : null;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment), case and <c>-</c>/<c>_</c> not counted.
    /// </summary>
    public static int Distance(string left, string right)
    {
        (left, right) = (Plain(left), Plain(right));
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= right.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        return cost[left.Length, right.Length];
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace('-', '_');
}
