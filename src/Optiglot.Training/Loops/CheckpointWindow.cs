using System.Globalization;

namespace Optiglot.Training;

/// <summary>
/// Which evaluated weights are averaged at a stage's end: those around the best, and the last ones. After patience has run out the last ones alone are all
/// later than the best, and worse.
/// </summary>
internal static class CheckpointWindow
{
    private const string Prefix = "evaluated-", Extension = ".safetensors";

    /// <summary>What the files of a stage are called.</summary>
    internal const string Pattern = Prefix + "*" + Extension;

    /// <summary>The file of an update; names sort as updates do.</summary>
    internal static string NameOf(long step) => $"{Prefix}{step:D8}{Extension}";

    /// <summary>The update of a file.</summary>
    internal static long StepOf(string name) => long.Parse(name[Prefix.Length..^Extension.Length], CultureInfo.InvariantCulture);

    /// <summary>
    /// What must be kept after an evaluation: half a window before the best, a window from there on, and the last window's worth in case that the present one
    /// becomes the best.
    /// </summary>
    /// <param name="names">Files there are, oldest first.</param>
    /// <param name="bestStep">Update of the best.</param>
    /// <param name="count">How many are averaged.</param>
    internal static IReadOnlyList<string> Kept(IReadOnlyList<string> names, long bestStep, int count)
    {
        int from = First(names, bestStep, count);
        return [.. names.Where((_, i) => (i >= from && i < from + count) || i >= names.Count - count)];
    }

    /// <summary>The sets to average, each tried on the dev set; none where there is nothing to average.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Candidates(LoopState state, int count)
    {
        IReadOnlyList<string> names = state.Evaluated;
        if (names.Count < 2 || count < 2) return [];
        int from = Math.Max(0, Math.Min(First(names, state.Stopping.BestStep, count), names.Count - count));
        string[] around = [.. names.Skip(from).Take(count)], last = [.. names.TakeLast(count)];
        return around.SequenceEqual(last) ? [last] : [around, last];
    }

    private static int First(IReadOnlyList<string> names, long bestStep, int count)
    {
        int best = names.ToList().IndexOf(NameOf(bestStep));
        return best < 0 ? names.Count : Math.Max(0, best - (count / 2));
    }
}
