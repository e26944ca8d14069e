using System.Runtime.CompilerServices;

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForwardRow(NormJob job, Places at, int row)
    {
        byte* x = Row(at.X, job, row), y = Row(at.Y, job, row), sum = Row(at.Sum, job, row), normed = Row(at.Normed, job, row);
        Dropper dropper = new(job, row);
        Lanes total = Lanes.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            (Lanes.Load(x, k, job.Half) + dropper.Apply(Lanes.Load(y, k, job.Half), k)).Store(sum, k, job.Half);
            // As rounded: the norm is of what is kept.
            total += Lanes.Load(sum, k, job.Half);
        }

        float average = Lanes.Sum(total) / job.Width;
        Lanes mean = Lanes.Create(average), squares = Lanes.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Lanes off = Lanes.Load(sum, k, job.Half) - mean;
            squares = Lanes.FusedMultiplyAdd(off, off, squares);
        }

        float inverse = (float)(1 / Math.Sqrt((Lanes.Sum(squares) / job.Width) + job.Epsilon));
        Lanes factor = Lanes.Create(inverse);
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Lanes even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Lanes.FusedMultiplyAdd(even, Lanes.Load((byte*)at.Weight, k, job.Half), Lanes.Load((byte*)at.Bias, k, job.Half)).Store(normed, k, job.Half);
        }

        float* moments = (float*)at.Moments + (2 * row);
        (moments[0], moments[1]) = (average, inverse);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BackwardRow(NormJob job, Places at, nint sumSlope, nint normedSlope, int row, float* sums)
    {
        byte* sum = Row(at.Sum, job, row), dx = Row(at.X, job, row), dy = Row(at.Y, job, row), above = Row(sumSlope, job, row), normed = Row(normedSlope, job, row);
        float* moments = (float*)at.Moments + (2 * row);
        Lanes mean = Lanes.Create(moments[0]), factor = Lanes.Create(moments[1]), plain = Lanes.Zero, along = Lanes.Zero;
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Lanes slope = Lanes.Load(normed, k, job.Half), even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Lanes.FusedMultiplyAdd(slope, even, Lanes.Load(sums + k)).Store(sums + k);
            (Lanes.Load(sums + job.Width + k) + slope).Store(sums + job.Width + k);
            slope *= Lanes.Load((byte*)at.Weight, k, job.Half);
            plain += slope;
            along = Lanes.FusedMultiplyAdd(slope, even, along);
        }

        Lanes meanSlope = Lanes.Create(Lanes.Sum(plain) / job.Width), meanAlong = Lanes.Create(Lanes.Sum(along) / job.Width);
        Dropper dropper = new(job, row);
        for (int k = 0; k < job.Width; k += Lanes.Count)
        {
            Lanes even = (Lanes.Load(sum, k, job.Half) - mean) * factor;
            Lanes slope = (Lanes.Load(normed, k, job.Half) * Lanes.Load((byte*)at.Weight, k, job.Half)) - meanSlope - (even * meanAlong);
            slope = Lanes.FusedMultiplyAdd(slope, factor, Lanes.Load(above, k, job.Half));
            slope.Store(dx, k, job.Half);
            dropper.Apply(slope, k).Store(dy, k, job.Half);
        }
    }

    // The dropout's factors of a row; the same in both passes.
    private readonly struct Dropper(NormJob job, int row)
    {
        private readonly bool isOn = job.Dropout > 0;
        private readonly ulong key = job.DropoutKey;
        private readonly uint first = unchecked((uint)row * (uint)job.Width);
        private readonly uint limit = DropoutMask.Limit(job.Dropout);
        private readonly float kept = DropoutMask.Kept(job.Dropout);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Lanes Apply(Lanes x, int k) =>
            isOn ? x * DropoutMask.Factors(WordLanes.From(first + (uint)k), limit, kept, key) : x;
    }
}
