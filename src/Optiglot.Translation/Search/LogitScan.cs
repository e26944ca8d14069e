using System.Numerics;
using System.Runtime.InteropServices;

namespace Optiglot.Translation;

/// <summary>Reads a row of logits once: the softmax's normaliser and the best pieces, without sorting and without writing a row of probabilities.</summary>
internal static class LogitScan
{
    // A block stays in the first-level cache while it is read for its maximum, its exponentials and its candidates.
    private const int Block = 1024;

    /// <summary>Scans one row.</summary>
    /// <param name="row">Logits, <c>[vocabulary]</c>.</param>
    /// <param name="excluded">Pieces that cannot be candidates; they count in the normaliser.</param>
    /// <param name="banned">More such pieces.</param>
    /// <param name="top">Receives the best pieces.</param>
    /// <returns>The normaliser <c>log Σ exp(logit)</c>; NaN where the row holds NaN.</returns>
    public static double Scan(ReadOnlySpan<float> row, ReadOnlySpan<int> excluded, ReadOnlySpan<int> banned, ref TopTokens top)
    {
        float maximum = float.NegativeInfinity;
        double sum = 0;
        for (int start = 0; start < row.Length; start += Block)
        {
            var block = row.Slice(start, Math.Min(Block, row.Length - start));
            float blockMaximum = Maximum(block);
            if (blockMaximum > maximum)
            {
                sum *= Math.Exp(maximum - blockMaximum);
                maximum = blockMaximum;
            }

            sum += SumOfExponentials(block, maximum);
            if (blockMaximum > top.Threshold) Offer(block, start, excluded, banned, ref top);
        }

        return maximum + Math.Log(sum);
    }

    private static float Maximum(ReadOnlySpan<float> block)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        float maximum = float.NegativeInfinity;
        if (vectors.Length > 0)
        {
            var best = vectors[0];
            for (int i = 1; i < vectors.Length; i++) best = Vector.MaxNative(best, vectors[i]);
            for (int lane = 0; lane < Vector<float>.Count; lane++) maximum = Math.Max(maximum, best[lane]);
        }

        foreach (float logit in block[(vectors.Length * Vector<float>.Count)..]) maximum = Math.Max(maximum, logit);
        return maximum;
    }

    private static double SumOfExponentials(ReadOnlySpan<float> block, float maximum)
    {
        if (float.IsNegativeInfinity(maximum)) return 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        var shift = new Vector<float>(maximum);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors) sums += FastExponential.Apply(vector - shift);
        double sum = Vector.Sum(sums);
        foreach (float logit in block[(vectors.Length * Vector<float>.Count)..]) sum += MathF.Exp(logit - maximum);
        return sum;
    }

    private static void Offer(ReadOnlySpan<float> block, int offset, ReadOnlySpan<int> excluded, ReadOnlySpan<int> banned, ref TopTokens top)
    {
        int width = Vector<float>.Count;
        int index = 0;
        var threshold = new Vector<float>(top.Threshold);
        for (; index + width <= block.Length; index += width)
        {
            if (!Vector.GreaterThanAny(new Vector<float>(block[index..]), threshold)) continue;
            for (int i = index; i < index + width; i++) OfferOne(block[i], offset + i, excluded, banned, ref top);
            threshold = new Vector<float>(top.Threshold);
        }

        for (; index < block.Length; index++) OfferOne(block[index], offset + index, excluded, banned, ref top);
    }

    private static void OfferOne(float logit, int token, ReadOnlySpan<int> excluded, ReadOnlySpan<int> banned, ref TopTokens top)
    {
        if (logit > top.Threshold && !excluded.Contains(token) && !banned.Contains(token)) top.Insert(logit, token);
    }
}
