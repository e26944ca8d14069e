using System.Runtime.Intrinsics;

namespace Optiglot.Modeling;

/// <summary><c>sum = x + dropout(y)</c> and its layer normalisation, a row at a time while it is in the cache; the dropout's mask is made again in the backward pass, never kept.</summary>
internal static unsafe class NormKernel
{
    /// <summary>The rows of all tensors, <c>[rows, width]</c>, and the norm's weights, <c>[width]</c>.</summary>
    internal readonly record struct Places(nint X, nint Y, nint Sum, nint Normed, nint Weight, nint Bias, nint Moments);

    /// <summary>Sums and normalises; leaves mean and 1 / deviation of each row.</summary>
    internal static void Forward(NormJob job, Places at) => RowBlocks.Run(job.Rows, (first, end, _) =>
    {
        for (int row = first; row < end; row++) ForwardRow(job, at, row);
    });

    /// <summary>Gradients of x and y, and of the norm's weights.</summary>
    /// <param name="job">As in the forward pass.</param>
    /// <param name="at">Sum, weight and moments of the forward pass; X and Y are where the gradients go.</param>
    /// <param name="sumSlope">Gradient of the sum.</param>
    /// <param name="normedSlope">Gradient of the normalised.</param>
    /// <param name="weights">Gradient of the weight, then of the bias, <c>[2 × width]</c>.</param>
    internal static void Backward(NormJob job, Places at, nint sumSlope, nint normedSlope, Span<float> weights) => RowBlocks.Run(job.Rows, 2 * job.Width, (first, end, sums) =>
    {
        for (int row = first; row < end; row++) BackwardRow(job, at, sumSlope, normedSlope, row, sums);
    }, weights);

    private static byte* Row(nint start, NormJob job, int row) => (byte*)start + ((long)row * job.Width * (job.Half ? 2 : 4));

    private static void ForwardRow(NormJob job, Places at, int row)
    {
        byte* x = Row(at.X, job, row), y = Row(at.Y, job, row), sum = Row(at.Sum, job, row), normed = Row(at.Normed, job, row);
        Dropper dropper = new(job, row);
        Vector512<float> total = Vector512<float>.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Lanes.Store(Lanes.Load(x, k, job.Half) + dropper.Apply(Lanes.Load(y, k, job.Half), k), sum, k, job.Half);
            // As rounded: the norm is of what is kept.
            total += Lanes.Load(sum, k, job.Half);
        }

        Vector512<float> mean = Vector512.Create(Vector512.Sum(total) / job.Width), squares = Vector512<float>.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Vector512<float> off = Lanes.Load(sum, k, job.Half) - mean;
            squares = Vector512.FusedMultiplyAdd(off, off, squares);
        }

        Vector512<float> factor = Vector512.Create((float)(1 / Math.Sqrt((Vector512.Sum(squares) / job.Width) + job.Epsilon)));
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Vector512<float> even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Lanes.Store(Vector512.FusedMultiplyAdd(even, Lanes.Load((byte*)at.Weight, k, job.Half), Lanes.Load((byte*)at.Bias, k, job.Half)), normed, k, job.Half);
        }

        float* moments = (float*)at.Moments + (2 * row);
        (moments[0], moments[1]) = (mean[0], factor[0]);
    }

    private static void BackwardRow(NormJob job, Places at, nint sumSlope, nint normedSlope, int row, float* sums)
    {
        byte* sum = Row(at.Sum, job, row), dx = Row(at.X, job, row), dy = Row(at.Y, job, row), above = Row(sumSlope, job, row), normed = Row(normedSlope, job, row);
        float* moments = (float*)at.Moments + (2 * row);
        Vector512<float> mean = Vector512.Create(moments[0]), factor = Vector512.Create(moments[1]), plain = Vector512<float>.Zero, along = Vector512<float>.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Vector512<float> slope = Lanes.Load(normed, k, job.Half), even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Vector512.FusedMultiplyAdd(slope, even, Vector512.Load(sums + k)).Store(sums + k);
            (Vector512.Load(sums + job.Width + k) + slope).Store(sums + job.Width + k);
            slope *= Lanes.Load((byte*)at.Weight, k, job.Half);
            plain += slope;
            along = Vector512.FusedMultiplyAdd(slope, even, along);
        }

        Vector512<float> meanSlope = Vector512.Create(Vector512.Sum(plain) / job.Width), meanAlong = Vector512.Create(Vector512.Sum(along) / job.Width);
        Dropper dropper = new(job, row);
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Vector512<float> even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Vector512<float> slope = (Lanes.Load(normed, k, job.Half) * Lanes.Load((byte*)at.Weight, k, job.Half)) - meanSlope - (even * meanAlong);
            slope = Vector512.FusedMultiplyAdd(slope, factor, Lanes.Load(above, k, job.Half));
            Lanes.Store(slope, dx, k, job.Half);
            Lanes.Store(dropper.Apply(slope, k), dy, k, job.Half);
        }
    }

    // The dropout's factors of a row; the same in both passes.
    private readonly struct Dropper(NormJob job, int row)
    {
        private readonly bool isOn = job.Dropout > 0;
        private readonly ulong key = job.DropoutKey;
        private readonly uint first = unchecked((uint)row * (uint)job.Width);
        private readonly Vector512<uint> limit = DropoutMask.Limit(job.Dropout);
        private readonly Vector512<float> kept = DropoutMask.Kept(job.Dropout);

        internal Vector512<float> Apply(Vector512<float> x, int k) =>
            isOn ? x * DropoutMask.Factors(Vector512.Create(first + (uint)k) + Vector512<uint>.Indices, limit, kept, key) : x;
    }
}
