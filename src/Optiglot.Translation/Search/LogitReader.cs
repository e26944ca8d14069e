namespace Optiglot.Translation;

/// <summary>Reads logits where they lie in memory: one pass a row (see <see cref="LogitScan"/>), rows over the processor's cores.</summary>
internal static class LogitReader
{
    // Below this many logits handing out work costs more than the work.
    private const long LogitsWorthThreads = 1 << 17;

    /// <summary>Fills <paramref name="scores"/>.</summary>
    /// <param name="logits"><c>[rows, vocabulary]</c>.</param>
    /// <param name="vocabulary">Target pieces.</param>
    /// <param name="apart">Row i speaks for row <c>i · apart</c> of the scores.</param>
    /// <param name="scores">Says which rows live and what is banned, and receives the rest.</param>
    public static unsafe void Read(ReadOnlySpan<float> logits, int vocabulary, int apart, StepScores scores)
    {
        int rows = logits.Length / vocabulary;
        fixed (float* first = logits)
        {
            nint start = (nint)first;
            if (logits.Length < LogitsWorthThreads)
            {
                for (int row = 0; row < rows; row++) ReadRow(start, row, vocabulary, row * apart, scores);
            }
            else
            {
                scores.Loop(rows, row => ReadRow(start, row, vocabulary, row * apart, scores));
            }
        }

        for (int row = 0; row < rows; row++)
        {
            if (scores.Alive[row * apart]) scores.CheckNumbers(row * apart);
        }
    }

    private static unsafe void ReadRow(nint start, int from, int vocabulary, int row, StepScores scores)
    {
        if (!scores.Alive[row]) return;
        var logits = new ReadOnlySpan<float>((float*)start + (long)from * vocabulary, vocabulary);
        var top = new TopTokens(scores.Logits.AsSpan(row * scores.Width, scores.Width), scores.Tokens.AsSpan(row * scores.Width, scores.Width));
        scores.Normalizers[row] = LogitScan.Scan(logits, scores.Excluded, scores.Banned(row), ref top);
        scores.EndLogits[row] = logits[scores.End];
        var asked = scores.Asked(row);
        var found = scores.AskedLogits(row);
        for (int i = 0; i < asked.Length; i++) found[i] = logits[asked[i]];
        if (scores.Wanted is { } wanted) scores.WantedLogits[row] = logits[wanted[row]];
        scores.Counts[row] = top.Count;
    }
}
