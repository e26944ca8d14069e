using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Reads logits where they lie in memory: one pass a row (see <see cref="LogitScan"/>), rows over the processor's cores.</summary>
internal sealed class ProcessorStepScorer : IStepScorer
{
    // Below this many logits handing out work costs more than the work.
    private const long LogitsWorthThreads = 1 << 17;

    /// <inheritdoc/>
    public unsafe void Score(Tensor logits, int rows, StepScores scores)
    {
        using var contiguous = logits.contiguous();
        int vocabulary = (int)contiguous.shape[^1];
        fixed (byte* bytes = contiguous.bytes)
        {
            nint start = (nint)bytes;
            if ((long)rows * vocabulary < LogitsWorthThreads)
            {
                for (int row = 0; row < rows; row++) ScoreRow(start, row, vocabulary, scores);
            }
            else
            {
                Parallel.For(0, rows, row => ScoreRow(start, row, vocabulary, scores));
            }
        }

        for (int row = 0; row < rows; row++)
        {
            if (scores.Alive[row]) scores.CheckNumbers(row);
        }
    }

    private static unsafe void ScoreRow(nint start, int row, int vocabulary, StepScores scores)
    {
        if (!scores.Alive[row]) return;
        var logits = new ReadOnlySpan<float>((float*)start + (long)row * vocabulary, vocabulary);
        var top = new TopTokens(scores.Logits.AsSpan(row * scores.Width, scores.Width), scores.Tokens.AsSpan(row * scores.Width, scores.Width));
        scores.Normalizers[row] = LogitScan.Scan(logits, scores.Excluded, scores.Banned(row), ref top);
        scores.EndLogits[row] = logits[scores.End];
        scores.Counts[row] = top.Count;
    }
}
