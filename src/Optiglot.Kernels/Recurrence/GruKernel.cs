namespace Optiglot.Kernels;

/// <summary>
/// What a gated recurrent unit does between its products, in one pass: <c>z, r = σ(m + u)</c>, <c>n = tanh(m + r ⊙ u)</c>, <c>s' = n + z ⊙ (s − n)</c>, m what
/// the input is mapped to and u the state, three
/// parts each. A row that is not real keeps its state.
/// </summary>
internal static unsafe class GruKernel
{
    /// <summary>Numbers of a row that the backward pass wants, in widths: z, r, n, and the third part of u.</summary>
    internal const int Kept = 4;

    private const int Parts = 3;

    /// <summary>The next states.</summary>
    /// <param name="width">Width of a state.</param>
    /// <param name="mapped">m, <c>[rows, 3 × width]</c>.</param>
    /// <param name="turned">u, <c>[rows, 3 × width]</c>.</param>
    /// <param name="state">s, <c>[rows, width]</c>.</param>
    /// <param name="real">Whether a row is real; empty: all are.</param>
    /// <param name="kept">Where what the backward pass wants goes, <c>[rows, 4 × width]</c>.</param>
    /// <param name="next">Where s' goes, <c>[rows, width]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    internal static void Forward(
        int width, ReadOnlySpan<float> mapped, ReadOnlySpan<float> turned, ReadOnlySpan<float> state, bool[] real, Span<float> kept, Span<float> next)
    {
        int rows = state.Length / width;
        Require(rows, width, mapped.Length / Parts, turned.Length / Parts, kept.Length / Kept, next.Length, real);
        fixed (float* ms = mapped, us = turned, ss = state, ks = kept, ns = next)
        {
            (nint m, nint u, nint s, nint k, nint n) = ((nint)ms, (nint)us, (nint)ss, (nint)ks, (nint)ns);
            RowBlocks.Run(rows, (first, end, _) =>
            {
                for (int row = first; row < end; row++)
                {
                    ForwardRow(
                        width, Row(m, row, Parts * width), Row(u, row, Parts * width), Row(s, row, width), IsReal(real, row),
                        Row(k, row, Kept * width), Row(n, row, width));
                }
            });
        }
    }

    /// <summary>Gradients of m, u and s; that of s without what comes through u.</summary>
    /// <param name="width">Width of a state.</param>
    /// <param name="kept">What the forward pass left.</param>
    /// <param name="state">s, <c>[rows, width]</c>.</param>
    /// <param name="above">Gradient of s', <c>[rows, width]</c>.</param>
    /// <param name="real">Whether a row is real; empty: all are.</param>
    /// <param name="mappedGradient">Where that of m goes, <c>[rows, 3 × width]</c>.</param>
    /// <param name="turnedGradient">Where that of u goes, <c>[rows, 3 × width]</c>.</param>
    /// <param name="stateGradient">Where that of s goes, <c>[rows, width]</c>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    internal static void Backward(
        int width, ReadOnlySpan<float> kept, ReadOnlySpan<float> state, ReadOnlySpan<float> above, bool[] real,
        Span<float> mappedGradient, Span<float> turnedGradient, Span<float> stateGradient)
    {
        int rows = state.Length / width;
        int states = Math.Min(above.Length, stateGradient.Length);
        Require(rows, width, mappedGradient.Length / Parts, turnedGradient.Length / Parts, kept.Length / Kept, states, real);
        fixed (float* ks = kept, ss = state, gs = above, dms = mappedGradient, dus = turnedGradient, dss = stateGradient)
        {
            (nint k, nint s, nint g, nint dm, nint du, nint ds) = ((nint)ks, (nint)ss, (nint)gs, (nint)dms, (nint)dus, (nint)dss);
            RowBlocks.Run(rows, (first, end, _) =>
            {
                for (int row = first; row < end; row++)
                {
                    BackwardRow(
                        width, Row(k, row, Kept * width), Row(s, row, width), Row(g, row, width), IsReal(real, row),
                        Row(dm, row, Parts * width), Row(du, row, Parts * width), Row(ds, row, width));
                }
            });
        }
    }

    private static void ForwardRow(int width, float* m, float* u, float* s, bool isReal, float* kept, float* next)
    {
        for (int i = 0; i < width; i++)
        {
            float update = Sigmoid(m[i] + u[i]), reset = Sigmoid(m[width + i] + u[width + i]), turned = u[(2 * width) + i];
            float fresh = MathF.Tanh(m[(2 * width) + i] + (reset * turned));
            (kept[i], kept[width + i], kept[(2 * width) + i], kept[(3 * width) + i]) = (update, reset, fresh, turned);
            next[i] = isReal ? fresh + (update * (s[i] - fresh)) : s[i];
        }
    }

    private static void BackwardRow(int width, float* kept, float* s, float* above, bool isReal, float* dm, float* du, float* ds)
    {
        for (int i = 0; i < width; i++)
        {
            float update = kept[i], reset = kept[width + i], fresh = kept[(2 * width) + i], turned = kept[(3 * width) + i];
            float g = isReal ? above[i] : 0, into = g * (1 - update) * (1 - (fresh * fresh));
            float dUpdate = g * (s[i] - fresh) * update * (1 - update), dReset = into * turned * reset * (1 - reset);
            (dm[i], dm[width + i], dm[(2 * width) + i]) = (dUpdate, dReset, into);
            (du[i], du[width + i], du[(2 * width) + i]) = (dUpdate, dReset, into * reset);
            ds[i] = isReal ? g * update : above[i];
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private static bool IsReal(bool[] real, int row) => real.Length == 0 || real[row];

    private static float* Row(nint start, int row, int width) => (float*)start + ((long)row * width);

    private static void Require(int rows, int width, int mapped, int turned, int kept, int states, bool[] real)
    {
        int least = rows * width;
        if (mapped < least || turned < least || kept < least || states < least || (real.Length > 0 && real.Length < rows))
            throw new ArgumentException($"gru: a span is too short for {rows} rows of width {width}");
    }
}
