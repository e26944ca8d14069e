using System.Runtime.CompilerServices;

namespace Optiglot.Kernels;

/// <summary>
/// <c>sum = x + dropout(y)</c> and its layer normalisation, a row at a time while it is in the cache; the dropout's mask is made again in the backward
/// pass, never kept.
/// </summary>
internal static unsafe class NormKernel
{
    /// <summary>Sums and normalises.</summary>
    /// <param name="job">Sizes and dropout.</param>
    /// <param name="x">What is added to, <c>[rows, width]</c>.</param>
    /// <param name="y">What is added, <c>[rows, width]</c>.</param>
    /// <param name="weight">What the normalised are multiplied by, <c>[width]</c>.</param>
    /// <param name="bias">What is added to them, <c>[width]</c>.</param>
    /// <param name="sum">Where the sums go, <c>[rows, width]</c>.</param>
    /// <param name="normed">Where the normalised go, <c>[rows, width]</c>.</param>
    /// <param name="moments">Where mean and 1 / deviation of each row go, <c>[rows, 2]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short for the job's sizes.</exception>
    internal static void Forward(
        NormJob job, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, ReadOnlySpan<byte> weight, ReadOnlySpan<byte> bias,
        Span<byte> sum, Span<byte> normed, Span<float> moments)
    {
        Require(job, "x", x);
        Require(job, "y", y);
        Require(job, "sum", sum);
        Require(job, "normed", normed);
        RequireWeights(job, weight, moments);
        KernelMemory.Require("norm: bias", bias, job.Width, job.IsBFloat16);
        fixed (byte* xs = x, ys = y, weights = weight, biases = bias, sums = sum, normeds = normed)
        fixed (float* means = moments)
        {
            var at = new ForwardRows((nint)xs, (nint)ys, (nint)weights, (nint)biases, (nint)sums, (nint)normeds, (nint)means);
            RowBlocks.Run(job.Rows, (first, end, _) =>
            {
                for (int row = first; row < end; row++) ForwardRow(job, at, row);
            });
        }
    }

    /// <summary>Gradients of x and y, and of the norm's weights.</summary>
    /// <param name="job">As in the forward pass.</param>
    /// <param name="sum">The sums that the forward pass left.</param>
    /// <param name="moments">The moments that it left.</param>
    /// <param name="weight">As in the forward pass.</param>
    /// <param name="sumGradient">Gradient of the sum, <c>[rows, width]</c>.</param>
    /// <param name="normedGradient">Gradient of the normalised, <c>[rows, width]</c>.</param>
    /// <param name="xGradient">Where the gradient of x goes, <c>[rows, width]</c>.</param>
    /// <param name="yGradient">Where that of y goes, <c>[rows, width]</c>.</param>
    /// <param name="weightGradient">Gradients of weight and bias are added here, one after the other, <c>[2 × width]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short for the job's sizes.</exception>
    internal static void Backward(
        NormJob job, ReadOnlySpan<byte> sum, ReadOnlySpan<float> moments, ReadOnlySpan<byte> weight, ReadOnlySpan<byte> sumGradient,
        ReadOnlySpan<byte> normedGradient, Span<byte> xGradient, Span<byte> yGradient, Span<float> weightGradient)
    {
        Require(job, "sum", sum);
        Require(job, "gradient of sum", sumGradient);
        Require(job, "gradient of normed", normedGradient);
        Require(job, "gradient of x", xGradient);
        Require(job, "gradient of y", yGradient);
        RequireWeights(job, weight, moments);
        KernelMemory.Require("norm: gradients of weight and bias", weightGradient, 2L * job.Width);
        fixed (byte* sums = sum, weights = weight, aboveSum = sumGradient, aboveNormed = normedGradient, xs = xGradient, ys = yGradient)
        fixed (float* means = moments)
        {
            var at = new BackwardRows((nint)sums, (nint)means, (nint)weights, (nint)aboveSum, (nint)aboveNormed, (nint)xs, (nint)ys);
            RowBlocks.Run(job.Rows, 2 * job.Width, (first, end, totals) =>
            {
                for (int row = first; row < end; row++) BackwardRow(job, at, row, totals);
            }, weightGradient);
        }
    }

    private static void Require(NormJob job, string what, ReadOnlySpan<byte> rows) => KernelMemory.Require($"norm: {what}", rows, job.Size, job.IsBFloat16);

    private static void RequireWeights(NormJob job, ReadOnlySpan<byte> weight, ReadOnlySpan<float> moments)
    {
        if (job.Width % Float32x16.Count != 0) throw new ArgumentException($"norm: rows of {job.Width} elements are no multiple of {Float32x16.Count}");
        KernelMemory.Require("norm: weight", weight, job.Width, job.IsBFloat16);
        KernelMemory.Require("norm: moments", moments, 2L * job.Rows);
    }

    private static byte* Row(nint start, NormJob job, int row) => (byte*)start + ((long)row * job.RowBytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForwardRow(NormJob job, ForwardRows at, int row)
    {
        bool isBFloat16 = job.IsBFloat16;
        byte* x = Row(at.X, job, row), y = Row(at.Y, job, row), sum = Row(at.Sum, job, row), normed = Row(at.Normed, job, row);
        byte* weight = (byte*)at.Weight, bias = (byte*)at.Bias;
        Dropper dropper = new(job, row);
        Float32x16 total = Float32x16.Zero;
        for (int k = 0; k < job.Width; k += Float32x16.Count)
        {
            (Float32x16.Load(x, k, isBFloat16) + dropper.Apply(Float32x16.Load(y, k, isBFloat16), k)).Store(sum, k, isBFloat16);
            // As rounded: the norm is of what is kept.
            total += Float32x16.Load(sum, k, isBFloat16);
        }

        float average = Float32x16.Sum(total) / job.Width;
        Float32x16 mean = Float32x16.Create(average), squares = Float32x16.Zero;
        for (int k = 0; k < job.Width; k += Float32x16.Count)
        {
            Float32x16 off = Float32x16.Load(sum, k, isBFloat16) - mean;
            squares = Float32x16.FusedMultiplyAdd(off, off, squares);
        }

        float inverse = (float)(1 / Math.Sqrt((Float32x16.Sum(squares) / job.Width) + job.Epsilon));
        Float32x16 factor = Float32x16.Create(inverse);
        for (int k = 0; k < job.Width; k += Float32x16.Count)
        {
            Float32x16 even = (Float32x16.Load(sum, k, isBFloat16) - mean) * factor;
            Float32x16 result = Float32x16.FusedMultiplyAdd(even, Float32x16.Load(weight, k, isBFloat16), Float32x16.Load(bias, k, isBFloat16));
            result.Store(normed, k, isBFloat16);
        }

        float* moments = (float*)at.Moments + (2 * row);
        (moments[0], moments[1]) = (average, inverse);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BackwardRow(NormJob job, BackwardRows at, int row, float* sums)
    {
        bool isBFloat16 = job.IsBFloat16;
        byte* sum = Row(at.Sum, job, row), dx = Row(at.XGradient, job, row), dy = Row(at.YGradient, job, row), weight = (byte*)at.Weight;
        byte* above = Row(at.SumGradient, job, row), normed = Row(at.NormedGradient, job, row);
        float* moments = (float*)at.Moments + (2 * row);
        Float32x16 mean = Float32x16.Create(moments[0]), factor = Float32x16.Create(moments[1]), plain = Float32x16.Zero, along = Float32x16.Zero;
        for (int k = 0; k < job.Width; k += Float32x16.Count)
        {
            Float32x16 gradient = Float32x16.Load(normed, k, isBFloat16), even = (Float32x16.Load(sum, k, isBFloat16) - mean) * factor;
            Float32x16.FusedMultiplyAdd(gradient, even, Float32x16.Load(sums + k)).Store(sums + k);
            (Float32x16.Load(sums + job.Width + k) + gradient).Store(sums + job.Width + k);
            gradient *= Float32x16.Load(weight, k, isBFloat16);
            plain += gradient;
            along = Float32x16.FusedMultiplyAdd(gradient, even, along);
        }

        Float32x16 meanPlain = Float32x16.Create(Float32x16.Sum(plain) / job.Width), meanAlong = Float32x16.Create(Float32x16.Sum(along) / job.Width);
        Dropper dropper = new(job, row);
        for (int k = 0; k < job.Width; k += Float32x16.Count)
        {
            Float32x16 even = (Float32x16.Load(sum, k, isBFloat16) - mean) * factor;
            Float32x16 gradient = (Float32x16.Load(normed, k, isBFloat16) * Float32x16.Load(weight, k, isBFloat16)) - meanPlain - (even * meanAlong);
            gradient = Float32x16.FusedMultiplyAdd(gradient, factor, Float32x16.Load(above, k, isBFloat16));
            gradient.Store(dx, k, isBFloat16);
            dropper.Apply(gradient, k).Store(dy, k, isBFloat16);
        }
    }

    // The pinned spans, as threads can share them.
    private readonly record struct ForwardRows(nint X, nint Y, nint Weight, nint Bias, nint Sum, nint Normed, nint Moments);

    private readonly record struct BackwardRows(nint Sum, nint Moments, nint Weight, nint SumGradient, nint NormedGradient, nint XGradient, nint YGradient);

    // The dropout's factors of a row; the same in both passes.
    private readonly struct Dropper(NormJob job, int row)
    {
        private readonly bool isOn = job.Dropout > 0;
        private readonly ulong key = job.DropoutKey;
        private readonly uint first = unchecked((uint)row * (uint)job.Width);
        private readonly uint threshold = DropoutMask.Threshold(job.Dropout);
        private readonly float scale = DropoutMask.Scale(job.Dropout);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Float32x16 Apply(Float32x16 x, int k) => isOn ? x * DropoutMask.Factors(UInt32x16.From(first + (uint)k), threshold, scale, key) : x;
    }
}
