using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>AdamW on the CPU, sixteen elements at a time, blocks over all cores. Ranges are multiples of sixteen (the parameter set aligns them).</summary>
internal static unsafe class AdamWKernel
{
    private const long Block = 1 << 16;

    internal static void Update(ParameterSet parameters, Tensor mean, Tensor variance, long first, long count, AdamWStep step, bool decays)
    {
        bool half = parameters.ComputeType == ScalarType.BFloat16;
        fixed (byte* gradient = parameters.Gradient.bytes, working = parameters.Working.bytes, master = parameters.Master.bytes, m = mean.bytes, v = variance.bytes)
        {
            (nint g, nint w, nint p, nint means, nint variances) = ((nint)gradient, (nint)working, (nint)master, (nint)m, (nint)v);
            ForBlocks(first, count, (from, to) => Update((byte*)g, (byte*)w, (float*)p, (float*)means, (float*)variances, from, to, half, step, decays ? 1 - step.Decay : 1));
        }
    }

    internal static double SquaredNorm(Tensor gradient, long first, long count)
    {
        bool half = gradient.dtype == ScalarType.BFloat16;
        // One slot a block, added in order: the sum does not depend on the threads.
        double[] sums = new double[(count + Block - 1) / Block];
        fixed (byte* bytes = gradient.bytes)
        {
            nint start = (nint)bytes;
            ForBlocks(first, count, (from, to) =>
            {
                Lanes sum = Lanes.Zero;
                for (long i = from; i < to; i += 16)
                {
                    Lanes g = Lanes.Load((byte*)start, i, half);
                    sum += g * g;
                }

                sums[(from - first) / Block] = Lanes.Sum(sum);
            });
        }

        return sums.Sum();
    }

    private static void ForBlocks(long first, long count, Action<long, long> body)
    {
        int blocks = (int)((count + Block - 1) / Block);
        if (blocks == 1) body(first, first + count);
        else ComputeThreads.For(blocks, block => body(first + (block * Block), first + Math.Min(count, (block + 1) * Block)));
    }

    private static void Update(byte* gradient, byte* working, float* master, float* mean, float* variance, long from, long to, bool half, AdamWStep step, float keep)
    {
        Lanes beta1 = Lanes.Create(step.Beta1), beta2 = Lanes.Create(step.Beta2), rest1 = Lanes.Create(1 - step.Beta1), rest2 = Lanes.Create(1 - step.Beta2);
        Lanes scale = Lanes.Create(step.GradientScale), rate = Lanes.Create(step.Rate), epsilon = Lanes.Create(step.Epsilon);
        Lanes correction = Lanes.Create(step.VarianceCorrection), kept = Lanes.Create(keep);
        for (long i = from; i < to; i += 16)
        {
            Lanes g = Lanes.Load(gradient, i, half) * scale;
            Lanes m = (Lanes.Load(mean + i) * beta1) + (g * rest1);
            Lanes v = (Lanes.Load(variance + i) * beta2) + (g * g * rest2);
            Lanes p = (Lanes.Load(master + i) * kept) - (rate * m / (Lanes.Sqrt(v * correction) + epsilon));
            m.Store(mean + i);
            v.Store(variance + i);
            p.Store(master + i);
            if (half) p.Store(working, i, half);
        }
    }
}
