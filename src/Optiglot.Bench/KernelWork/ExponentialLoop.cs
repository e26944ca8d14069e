using Optiglot.Kernels;

namespace Optiglot.Bench;

/// <summary>The vector exponential over an array: in kernels it is one part of a longer loop and has none of its own.</summary>
internal static unsafe class ExponentialLoop
{
    /// <summary>Writes e^x of numbers at most 0.</summary>
    /// <param name="numbers">The numbers, a multiple of <paramref name="row"/>.</param>
    /// <param name="results">Where the results go.</param>
    /// <param name="row">Numbers that one thread takes at a time, a multiple of sixteen.</param>
    internal static void Run(ReadOnlySpan<float> numbers, Span<float> results, int row)
    {
        fixed (float* x = numbers, y = results)
        {
            (nint from, nint to) = ((nint)x, (nint)y);
            ComputeThreads.For(numbers.Length / row, i => Row((float*)from + ((long)i * row), (float*)to + ((long)i * row), row));
        }
    }

    private static void Row(float* from, float* to, int count)
    {
        for (int i = 0; i < count; i += Float32x16.Count) VectorExponential.Of(Float32x16.Load(from + i)).Store(to + i);
    }
}
