using System.Runtime.Intrinsics;

namespace Optiglot.Modeling;

/// <summary>Softmax of one query's scores, its dropout and its gradient.</summary>
internal static unsafe class AttentionWeights
{
    // Weights below e^-80 are 0 at once: beside padding, no number gets so small that the processor slows down.
    private const float Nothing = -80;

    /// <summary>What is added to the scores of a sentence: 0 where a key is real, <see cref="AttentionMath.Masked"/> where not, −∞ beyond the last.</summary>
    internal static void Bias(ReadOnlySpan<bool> real, int keys, int wide, float* bias)
    {
        for (int j = 0; j < wide; j++) bias[j] = j >= keys ? float.NegativeInfinity : real.IsEmpty || real[j] ? 0 : AttentionMath.Masked;
    }

    /// <summary>Scores become weights; gives the largest score and 1 / sum, from which <see cref="Again"/> makes the same weights.</summary>
    /// <param name="row">Scores, <c>[wide]</c>.</param>
    /// <param name="bias">What is added to them.</param>
    /// <param name="seen">Keys the query may see: all, or those up to its own place.</param>
    /// <param name="wide">Length of the row.</param>
    internal static (float Largest, float Factor) Softmax(float* row, float* bias, int seen, int wide)
    {
        Vector512<float> most = Vector512.Create(float.NegativeInfinity);
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Vector512<float> x = Masked(row, bias, j, seen);
            x.Store(row + j);
            most = Vector512.Max(most, x);
        }

        float largest = Largest(most);
        Vector512<float> shift = Vector512.Create(largest), sum = Vector512<float>.Zero;
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Vector512<float> e = Exponential(Vector512.Load(row + j) - shift);
            e.Store(row + j);
            sum += e;
        }

        float factor = 1 / Vector512.Sum(sum);
        for (int j = 0; j < wide; j += Lanes.Count) (Vector512.Load(row + j) * factor).Store(row + j);
        return (largest, factor);
    }

    /// <summary>Scores become the weights they became before.</summary>
    internal static void Again(float* row, float* bias, int seen, int wide, float largest, float factor)
    {
        Vector512<float> shift = Vector512.Create(largest);
        for (int j = 0; j < wide; j += Lanes.Count) (Exponential(Masked(row, bias, j, seen) - shift) * factor).Store(row + j);
    }

    /// <summary>Drops weights; those that stay are scaled up.</summary>
    /// <param name="weights">Weights, <c>[wide]</c>.</param>
    /// <param name="dropped">Where they go; may be the weights.</param>
    /// <param name="wide">Length of the row.</param>
    /// <param name="number">Number of the query among all.</param>
    /// <param name="job">Probability and key.</param>
    internal static void Drop(float* weights, float* dropped, int wide, int number, AttentionJob job)
    {
        (Vector512<uint> limit, Vector512<float> kept) = (DropoutMask.Limit(job.Dropout), DropoutMask.Kept(job.Dropout));
        Vector512<uint> counter = Vector512.Create(unchecked((uint)number * (uint)wide)) + Vector512<uint>.Indices;
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            (Vector512.Load(weights + j) * DropoutMask.Factors(counter, limit, kept, job.DropoutKey)).Store(dropped + j);
            counter += Vector512.Create((uint)Lanes.Count);
        }
    }

    /// <summary>Gradient of the scores in place of the gradient of the dropped weights: <c>w (m g − Σ w m g)</c>, m the dropout's factor.</summary>
    internal static void Slope(float* weights, float* gradient, int wide, int number, AttentionJob job)
    {
        if (job.Dropout > 0) Drop(gradient, gradient, wide, number, job);
        Vector512<float> sum = Vector512<float>.Zero;
        for (int j = 0; j < wide; j += Lanes.Count) sum = Vector512.FusedMultiplyAdd(Vector512.Load(weights + j), Vector512.Load(gradient + j), sum);
        Vector512<float> mean = Vector512.Create(Vector512.Sum(sum));
        for (int j = 0; j < wide; j += Lanes.Count) (Vector512.Load(weights + j) * (Vector512.Load(gradient + j) - mean)).Store(gradient + j);
    }

    private static Vector512<float> Masked(float* row, float* bias, int j, int seen)
    {
        Vector512<float> x = Vector512.Load(row + j) + Vector512.Load(bias + j);
        Vector512<int> places = Vector512.Create(j) + Vector512<int>.Indices;
        return Vector512.ConditionalSelect(Vector512.LessThan(places, Vector512.Create(seen)).AsSingle(), x, Vector512.Create(float.NegativeInfinity));
    }

    private static Vector512<float> Exponential(Vector512<float> x) =>
        Vector512.GreaterThan(x, Vector512.Create(Nothing)) & VectorExponential.Of(x);

    private static float Largest(Vector512<float> x)
    {
        Vector256<float> y = Vector256.Max(x.GetLower(), x.GetUpper());
        Vector128<float> z = Vector128.Max(y.GetLower(), y.GetUpper());
        return Math.Max(Math.Max(z[0], z[1]), Math.Max(z[2], z[3]));
    }
}
