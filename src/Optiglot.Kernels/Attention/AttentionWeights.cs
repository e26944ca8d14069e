using System.Runtime.CompilerServices;

namespace Optiglot.Kernels;

/// <summary>Softmax of one query's scores, its dropout and its gradient.</summary>
internal static unsafe class AttentionWeights
{
    // Weights below e^-80 are 0 at once: beside padding, no number gets so small that the processor slows down.
    private const float SmallestExponent = -80;

    /// <summary>What is added to a sentence's scores: 0 where a key is real, <see cref="KeyMask.MaskedScore"/> where not, −∞ beyond the last.</summary>
    internal static void Bias(ReadOnlySpan<bool> real, int keys, int width, float* bias)
    {
        for (int j = 0; j < width; j++) bias[j] = j >= keys ? float.NegativeInfinity : real.IsEmpty || real[j] ? 0 : KeyMask.MaskedScore;
    }

    /// <summary>Scores become weights; gives the largest score and 1 / sum, from which <see cref="Recompute"/> makes the same weights.</summary>
    /// <param name="row">Scores, <c>[width]</c>.</param>
    /// <param name="bias">What is added to them.</param>
    /// <param name="visible">Keys the query may see: all, or those up to its own place.</param>
    /// <param name="width">Length of the row.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static (float Largest, float Factor) Softmax(float* row, float* bias, int visible, int width)
    {
        Float32x16 most = Float32x16.Create(float.NegativeInfinity);
        for (int j = 0; j < width; j += Float32x16.Count)
        {
            Float32x16 x = Masked(row, bias, j, visible);
            x.Store(row + j);
            most = Float32x16.Max(most, x);
        }

        float largest = Float32x16.Largest(most);
        Float32x16 shift = Float32x16.Create(largest), sum = Float32x16.Zero;
        for (int j = 0; j < width; j += Float32x16.Count)
        {
            Float32x16 e = Exponential(Float32x16.Load(row + j) - shift);
            e.Store(row + j);
            sum += e;
        }

        float factor = 1 / Float32x16.Sum(sum);
        for (int j = 0; j < width; j += Float32x16.Count) (Float32x16.Load(row + j) * factor).Store(row + j);
        return (largest, factor);
    }

    /// <summary>Scores become the weights they became before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Recompute(float* row, float* bias, int visible, int width, float largest, float factor)
    {
        Float32x16 shift = Float32x16.Create(largest);
        for (int j = 0; j < width; j += Float32x16.Count) (Exponential(Masked(row, bias, j, visible) - shift) * factor).Store(row + j);
    }

    /// <summary>Drops weights; those that stay are scaled up.</summary>
    /// <param name="weights">Weights, <c>[width]</c>.</param>
    /// <param name="dropped">Where they go; may be the weights.</param>
    /// <param name="width">Length of the row.</param>
    /// <param name="index">Number of the query among all.</param>
    /// <param name="job">Probability and key.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ApplyDropout(float* weights, float* dropped, int width, int index, AttentionJob job)
    {
        (uint threshold, float scale) = (DropoutMask.Threshold(job.Dropout), DropoutMask.Scale(job.Dropout));
        uint first = unchecked((uint)index * (uint)width);
        for (int j = 0; j < width; j += Float32x16.Count)
        {
            Float32x16 factors = DropoutMask.Factors(UInt32x16.From(first + (uint)j), threshold, scale, job.DropoutKey);
            (Float32x16.Load(weights + j) * factors).Store(dropped + j);
        }
    }

    /// <summary>Gradient of the scores in place of the gradient of the dropped weights: <c>w (m g − Σ w m g)</c>, m the dropout's factor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScoreGradient(float* weights, float* gradient, int width, int index, AttentionJob job)
    {
        if (job.Dropout > 0) ApplyDropout(gradient, gradient, width, index, job);
        Float32x16 sum = Float32x16.Zero;
        for (int j = 0; j < width; j += Float32x16.Count)
            sum = Float32x16.FusedMultiplyAdd(Float32x16.Load(weights + j), Float32x16.Load(gradient + j), sum);
        Float32x16 mean = Float32x16.Create(Float32x16.Sum(sum));
        for (int j = 0; j < width; j += Float32x16.Count)
            (Float32x16.Load(weights + j) * (Float32x16.Load(gradient + j) - mean)).Store(gradient + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float32x16 Masked(float* row, float* bias, int j, int visible) =>
        (Float32x16.Load(row + j) + Float32x16.Load(bias + j)).First(visible - j, float.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float32x16 Exponential(Float32x16 x) => VectorExponential.Of(x).WhereAbove(x, SmallestExponent);
}
