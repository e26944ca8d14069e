namespace Optiglot.Translation;

/// <summary>Finds the pieces that would make an n-gram of a hypothesis occur twice.</summary>
internal static class RepeatRule
{
    /// <summary>
    /// Adds to <paramref name="banned"/> every piece that once followed the last <paramref name="n"/> − 1 pieces of <paramref name="history"/>.
    /// </summary>
    /// <param name="history">Pieces written so far, <c>[target]</c>.</param>
    /// <param name="n">Length of the n-grams; 0 bans nothing, 1 every piece already written.</param>
    /// <param name="banned">Receives pieces, possibly more than once.</param>
    public static void Collect(ReadOnlySpan<int> history, int n, List<int> banned)
    {
        if (n <= 0 || history.Length < n) return;
        var last = history[^(n - 1)..];
        for (int start = 0; start + n <= history.Length; start++)
        {
            if (history.Slice(start, n - 1).SequenceEqual(last)) banned.Add(history[start + n - 1]);
        }
    }
}
