using System.Runtime.Intrinsics;
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
                Vector512<float> sum = Vector512<float>.Zero;
                for (long i = from; i < to; i += 16)
                {
                    Vector512<float> g = Load((byte*)start, i, half);
                    sum += g * g;
                }

                sums[(from - first) / Block] = Vector512.Sum(sum);
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
        Vector512<float> beta1 = Vector512.Create(step.Beta1), beta2 = Vector512.Create(step.Beta2), rest1 = Vector512.Create(1 - step.Beta1), rest2 = Vector512.Create(1 - step.Beta2);
        Vector512<float> scale = Vector512.Create(step.GradientScale), rate = Vector512.Create(step.Rate), epsilon = Vector512.Create(step.Epsilon);
        Vector512<float> correction = Vector512.Create(step.VarianceCorrection), kept = Vector512.Create(keep);
        for (long i = from; i < to; i += 16)
        {
            Vector512<float> g = Load(gradient, i, half) * scale;
            Vector512<float> m = (Vector512.Load(mean + i) * beta1) + (g * rest1);
            Vector512<float> v = (Vector512.Load(variance + i) * beta2) + (g * g * rest2);
            Vector512<float> p = (Vector512.Load(master + i) * kept) - (rate * m / (Vector512.Sqrt(v * correction) + epsilon));
            m.Store(mean + i);
            v.Store(variance + i);
            p.Store(master + i);
            if (half) StoreBFloat16(p, (ushort*)working + i);
        }
    }

    private static Vector512<float> Load(byte* start, long i, bool half)
    {
        if (!half) return Vector512.Load((float*)start + i);
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load((ushort*)start + i));
        return Vector512.ShiftLeft(Vector512.Create(low, high), 16).AsSingle();
    }

    // Round to nearest, ties to even, as libtorch does.
    private static void StoreBFloat16(Vector512<float> x, ushort* target)
    {
        Vector512<uint> bits = x.AsUInt32();
        bits = (bits + Vector512.Create(0x7fffu) + ((bits >>> 16) & Vector512.Create(1u))) >>> 16;
        Vector256.Narrow(bits.GetLower(), bits.GetUpper()).Store(target);
    }
}
