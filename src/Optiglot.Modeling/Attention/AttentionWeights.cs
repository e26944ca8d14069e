using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static (float Largest, float Factor) Softmax(float* row, float* bias, int seen, int wide)
    {
        Lanes most = Lanes.Create(float.NegativeInfinity);
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Lanes x = Masked(row, bias, j, seen);
            x.Store(row + j);
            most = Lanes.Max(most, x);
        }

        float largest = Lanes.Largest(most);
        Lanes shift = Lanes.Create(largest), sum = Lanes.Zero;
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Lanes e = Exponential(Lanes.Load(row + j) - shift);
            e.Store(row + j);
            sum += e;
        }

        float factor = 1 / Lanes.Sum(sum);
        for (int j = 0; j < wide; j += Lanes.Count) (Lanes.Load(row + j) * factor).Store(row + j);
        return (largest, factor);
    }

    /// <summary>Scores become the weights they became before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Again(float* row, float* bias, int seen, int wide, float largest, float factor)
    {
        Lanes shift = Lanes.Create(largest);
        for (int j = 0; j < wide; j += Lanes.Count) (Exponential(Masked(row, bias, j, seen) - shift) * factor).Store(row + j);
    }

    /// <summary>Drops weights; those that stay are scaled up.</summary>
    /// <param name="weights">Weights, <c>[wide]</c>.</param>
    /// <param name="dropped">Where they go; may be the weights.</param>
    /// <param name="wide">Length of the row.</param>
    /// <param name="number">Number of the query among all.</param>
    /// <param name="job">Probability and key.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Drop(float* weights, float* dropped, int wide, int number, AttentionJob job)
    {
        (uint limit, float kept) = (DropoutMask.Limit(job.Dropout), DropoutMask.Kept(job.Dropout));
        uint first = unchecked((uint)number * (uint)wide);
        for (int j = 0; j < wide; j += Lanes.Count)
            (Lanes.Load(weights + j) * DropoutMask.Factors(WordLanes.From(first + (uint)j), limit, kept, job.DropoutKey)).Store(dropped + j);
    }

    /// <summary>Gradient of the scores in place of the gradient of the dropped weights: <c>w (m g − Σ w m g)</c>, m the dropout's factor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Slope(float* weights, float* gradient, int wide, int number, AttentionJob job)
    {
        if (job.Dropout > 0) Drop(gradient, gradient, wide, number, job);
        Lanes sum = Lanes.Zero;
        for (int j = 0; j < wide; j += Lanes.Count) sum = Lanes.FusedMultiplyAdd(Lanes.Load(weights + j), Lanes.Load(gradient + j), sum);
        Lanes mean = Lanes.Create(Lanes.Sum(sum));
        for (int j = 0; j < wide; j += Lanes.Count) (Lanes.Load(weights + j) * (Lanes.Load(gradient + j) - mean)).Store(gradient + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Masked(float* row, float* bias, int j, int seen) => (Lanes.Load(row + j) + Lanes.Load(bias + j)).First(seen - j, float.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Exponential(Lanes x) => VectorExponential.Of(x).WhereAbove(x, Nothing);
}
