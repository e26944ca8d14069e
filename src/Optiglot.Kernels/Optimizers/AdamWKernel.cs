namespace Optiglot.Kernels;

/// <summary>AdamW on the CPU, sixteen elements at a time, blocks over all cores. Ranges are multiples of sixteen (the parameter set aligns them).</summary>
internal static unsafe class AdamWKernel
{
    private const int Block = 1 << 16;

    /// <summary>
    /// One step: reads gradient, moments and masters, writes moments, masters and their working copy. All spans have the same number of elements.
    /// </summary>
    /// <param name="gradient">Gradient.</param>
    /// <param name="working">The copy that the network computes with, written in bfloat16 alone: in float32 it is the masters' own memory.</param>
    /// <param name="isBFloat16">Whether gradient and working copy are bfloat16, else float32.</param>
    /// <param name="master">Masters.</param>
    /// <param name="mean">First moments.</param>
    /// <param name="variance">Second moments.</param>
    /// <param name="step">The step's numbers.</param>
    /// <param name="decays">Whether weight decay applies.</param>
    /// <exception cref="ArgumentException">Lengths differ, or are no multiple of sixteen.</exception>
    internal static void Update(
        ReadOnlySpan<byte> gradient, Span<byte> working, bool isBFloat16, Span<float> master, Span<float> mean, Span<float> variance,
        AdamWStep step, bool decays)
    {
        int count = master.Length;
        RequireMultiple(count);
        KernelMemory.Require("AdamW: gradient", gradient, count, isBFloat16);
        if (isBFloat16) KernelMemory.Require("AdamW: working copy", working, count, isBFloat16);
        KernelMemory.Require("AdamW: mean", mean, count);
        KernelMemory.Require("AdamW: variance", variance, count);
        fixed (byte* g = gradient, w = working)
        fixed (float* p = master, m = mean, v = variance)
        {
            var at = new Buffers((nint)g, (nint)w, (nint)p, (nint)m, (nint)v, isBFloat16);
            ForBlocks(count, (first, end) => Update(at, first, end, step, decays ? 1 - step.Decay : 1));
        }
    }

    /// <summary>Sum of the squares of a gradient; does not depend on the number of threads.</summary>
    /// <exception cref="ArgumentException">Its length is no multiple of sixteen.</exception>
    internal static double SquaredNorm(ReadOnlySpan<byte> gradient, bool isBFloat16)
    {
        int count = (int)KernelMemory.Count(gradient, isBFloat16);
        RequireMultiple(count);
        // One slot a block, added in order.
        double[] sums = new double[(count + Block - 1) / Block];
        fixed (byte* bytes = gradient)
        {
            nint start = (nint)bytes;
            ForBlocks(count, (first, end) =>
            {
                Float32x16 sum = Float32x16.Zero;
                for (int i = first; i < end; i += Float32x16.Count)
                {
                    Float32x16 g = Float32x16.Load((byte*)start, i, isBFloat16);
                    sum += g * g;
                }

                sums[first / Block] = Float32x16.Sum(sum);
            });
        }

        return sums.Sum();
    }

    private static void RequireMultiple(int count)
    {
        if (count % Float32x16.Count != 0) throw new ArgumentException($"AdamW: {count} elements are no multiple of {Float32x16.Count}");
    }

    private static void ForBlocks(int count, Action<int, int> body)
    {
        int blocks = (count + Block - 1) / Block;
        if (blocks == 1) body(0, count);
        else ComputeThreads.For(blocks, block => body(block * Block, Math.Min(count, (block + 1) * Block)));
    }

    private static void Update(Buffers at, int first, int end, AdamWStep step, float keep)
    {
        byte* gradient = (byte*)at.Gradient, working = (byte*)at.Working;
        float* master = (float*)at.Master, mean = (float*)at.Mean, variance = (float*)at.Variance;
        bool isBFloat16 = at.IsBFloat16;
        Float32x16 beta1 = Float32x16.Create(step.Beta1), beta2 = Float32x16.Create(step.Beta2);
        Float32x16 rest1 = Float32x16.Create(1 - step.Beta1), rest2 = Float32x16.Create(1 - step.Beta2);
        Float32x16 scale = Float32x16.Create(step.GradientScale), rate = Float32x16.Create(step.Rate), epsilon = Float32x16.Create(step.Epsilon);
        Float32x16 correction = Float32x16.Create(step.VarianceCorrection), kept = Float32x16.Create(keep);
        for (int i = first; i < end; i += Float32x16.Count)
        {
            Float32x16 g = Float32x16.Load(gradient, i, isBFloat16) * scale;
            Float32x16 m = (Float32x16.Load(mean + i) * beta1) + (g * rest1);
            Float32x16 v = (Float32x16.Load(variance + i) * beta2) + (g * g * rest2);
            Float32x16 p = (Float32x16.Load(master + i) * kept) - (rate * m / (Float32x16.Sqrt(v * correction) + epsilon));
            m.Store(mean + i);
            v.Store(variance + i);
            p.Store(master + i);
            if (isBFloat16) p.Store(working, i, isBFloat16);
        }
    }

    // The pinned spans, as threads can share them.
    private readonly record struct Buffers(nint Gradient, nint Working, nint Master, nint Mean, nint Variance, bool IsBFloat16);
}
