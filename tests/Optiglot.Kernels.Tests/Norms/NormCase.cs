namespace Optiglot.Kernels.Tests;

/// <summary>Rows to be summed and normalised, and both passes of the kernel over them.</summary>
internal sealed class NormCase
{
    internal NormCase(NormJob job)
    {
        int size = job.Rows * job.Width;
        X = SeededBytes.Numbers(31, size, job.IsBFloat16, 2);
        Y = SeededBytes.Numbers(32, size, job.IsBFloat16, 2);
        Weight = SeededBytes.Numbers(33, job.Width, job.IsBFloat16, 2);
        Bias = SeededBytes.Numbers(34, job.Width, job.IsBFloat16);
        SumGradient = SeededBytes.Numbers(35, size, job.IsBFloat16);
        NormedGradient = SeededBytes.Numbers(36, size, job.IsBFloat16);
        (Sum, Normed, XGradient, YGradient) = (new byte[X.Length], new byte[X.Length], new byte[X.Length], new byte[X.Length]);
        (Moments, WeightGradient) = (new float[2 * job.Rows], new float[2 * job.Width]);
        NormKernel.Forward(job, X, Y, Weight, Bias, Sum, Normed, Moments);
        NormKernel.Backward(job, Sum, Moments, Weight, SumGradient, NormedGradient, XGradient, YGradient, WeightGradient);
    }

    internal byte[] X { get; }

    internal byte[] Y { get; }

    internal byte[] Weight { get; }

    internal byte[] Bias { get; }

    internal byte[] SumGradient { get; }

    internal byte[] NormedGradient { get; }

    internal byte[] Sum { get; }

    internal byte[] Normed { get; }

    internal byte[] XGradient { get; }

    internal byte[] YGradient { get; }

    internal float[] Moments { get; }

    internal float[] WeightGradient { get; }
}
