using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>
/// Scores on the device the logits live on and brings only the best few of each row back, in one transfer a step. Which of two equal logits ranks first is the
/// device's choice.
/// </summary>
internal static class DeviceStepScorer
{
    /// <summary>Fills <paramref name="scores"/>.</summary>
    /// <param name="logits">Float32 <c>[sentences, beam, vocabulary]</c>.</param>
    /// <param name="rows">Rows in the batch now: sentences · beam.</param>
    /// <param name="scores">Says which rows live and what is banned, and receives the rest.</param>
    public static void Score(Tensor logits, int rows, StepScores scores)
    {
        int vocabulary = (int)logits.shape[^1];
        int spare = scores.Excluded.Length;
        for (int row = 0; row < rows; row++) spare = Math.Max(spare, scores.Excluded.Length + scores.Banned(row).Length);
        int taken = Math.Min(vocabulary, scores.Width + spare);
        float[] best = Fetch(logits, rows, vocabulary, taken, scores.End);
        int stride = 2 * taken + 2;
        for (int row = 0; row < rows; row++)
        {
            if (scores.Alive[row]) ReadRow(best.AsSpan(row * stride, stride), row, taken, scores);
        }

        FetchAsked(logits, rows, vocabulary, scores);
        if (scores.Wanted is { } wanted) FetchWanted(logits, rows, vocabulary, wanted).CopyTo(scores.WantedLogits.AsSpan());
    }

    // Rows ask for different numbers of pieces: shorter lists are filled up with the end piece.
    private static void FetchAsked(Tensor logits, int rows, int vocabulary, StepScores scores)
    {
        int most = 0;
        for (int row = 0; row < rows; row++) most = Math.Max(most, scores.Asked(row).Length);
        if (most == 0) return;
        var places = new long[rows * most];
        for (int i = 0; i < places.Length; i++) places[i] = i % most < scores.Asked(i / most).Length ? scores.Asked(i / most)[i % most] : scores.End;
        using var scope = NewDisposeScope();
        float[] found = logits.reshape(rows, vocabulary).gather(1, tensor(places, [rows, most], device: logits.device)).cpu().data<float>().ToArray();
        for (int row = 0; row < rows; row++) found.AsSpan(row * most, scores.Asked(row).Length).CopyTo(scores.AskedLogits(row));
    }

    private static float[] FetchWanted(Tensor logits, int rows, int vocabulary, int[] wanted)
    {
        using var scope = NewDisposeScope();
        var places = tensor([.. wanted.AsSpan(0, rows).ToArray().Select(piece => (long)piece)], [rows, 1], device: logits.device);
        return logits.reshape(rows, vocabulary).gather(1, places).cpu().data<float>().ToArray();
    }

    // Piece numbers travel as floats, exact up to 2^24, so that one copy brings everything: [rows, logits + pieces + normaliser + end].
    private static float[] Fetch(Tensor logits, int rows, int vocabulary, int taken, int end)
    {
        using var scope = NewDisposeScope();
        var flat = logits.reshape(rows, vocabulary);
        var (values, pieces) = flat.topk(taken, 1);
        var normalizers = logsumexp(flat, 1, keepdim: true);
        var packed = cat([values, pieces.to(float32), normalizers, flat.narrow(1, end, 1)], 1).cpu();
        return packed.data<float>().ToArray();
    }

    private static void ReadRow(ReadOnlySpan<float> best, int row, int taken, StepScores scores)
    {
        scores.Normalizers[row] = best[2 * taken];
        scores.EndLogits[row] = best[2 * taken + 1];
        scores.CheckNumbers(row);
        var top = new TopTokens(scores.Logits.AsSpan(row * scores.Width, scores.Width), scores.Tokens.AsSpan(row * scores.Width, scores.Width));
        for (int rank = 0; rank < taken && top.Count < scores.Width; rank++)
        {
            int token = (int)best[taken + rank];
            if (float.IsNegativeInfinity(best[rank])) break;
            if (!scores.Excluded.AsSpan().Contains(token) && !scores.Banned(row).Contains(token)) top.Insert(best[rank], token);
        }

        scores.Counts[row] = top.Count;
    }
}
