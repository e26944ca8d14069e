namespace Optiglot.Kernels.Tests;

/// <summary>The unit against its equations in doubles; its gradients against differences of these.</summary>
public class GruKernelTests
{
    // More rows than a block has.
    private const int Rows = 150, Width = 5;

    [Fact]
    public void StatesAndGradientsAreThoseOfTheEquations()
    {
        var random = new Random(5);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 4) - 2)];
        float[] mapped = Numbers(Rows * 3 * Width), turned = Numbers(Rows * 3 * Width), state = Numbers(Rows * Width), above = Numbers(Rows * Width);
        bool[] real = [.. Enumerable.Range(0, Rows).Select(row => row % 7 != 3)];
        float[] kept = new float[Rows * GruKernel.Kept * Width], next = new float[Rows * Width];
        GruKernel.Forward(Width, mapped, turned, state, real, kept, next);
        float[] dMapped = new float[mapped.Length], dTurned = new float[turned.Length], dState = new float[state.Length];
        GruKernel.Backward(Width, kept, state, above, real, dMapped, dTurned, dState);
        for (int row = 0; row < Rows; row++)
        {
            double[] m = Row(mapped, row, 3), u = Row(turned, row, 3), s = Row(state, row, 1), expected = Next(m, u, s, real[row]);
            for (int i = 0; i < Width; i++) Assert.Equal(expected[i], next[(row * Width) + i], 1e-6);
            foreach ((double[] moved, float[] gradient) in new[] { (m, dMapped), (u, dTurned), (s, dState) })
            {
                for (int i = 0; i < moved.Length; i++) Assert.Equal(Difference(moved, i, () => Loss(m, u, s, row)), gradient[(row * moved.Length) + i], 1e-5);
            }
        }

        double Loss(double[] m, double[] u, double[] s, int row) => Next(m, u, s, real[row]).Select((x, i) => x * above[(row * Width) + i]).Sum();
    }

    [Fact]
    public void WithoutAMaskAllRowsAreRealAndShortSpansAreRefused()
    {
        float[] mapped = [.. Enumerable.Repeat(1f, 3 * Width)], state = [.. Enumerable.Repeat(0.5f, Width)], next = new float[Width], masked = new float[Width];
        GruKernel.Forward(Width, mapped, mapped, state, [], new float[4 * Width], next);
        GruKernel.Forward(Width, mapped, mapped, state, [true], new float[4 * Width], masked);
        Assert.Equal(masked, next);
        Assert.NotEqual(state, next);
        Assert.Throws<ArgumentException>(() => GruKernel.Forward(Width, mapped, mapped, state, [], new float[(4 * Width) - 1], next));
        Assert.Throws<ArgumentException>(() => GruKernel.Backward(Width, new float[4 * Width], state, state, [], mapped, mapped, new float[Width - 1]));
    }

    private static double[] Row(float[] x, int row, int parts) => [.. x.Skip(row * parts * Width).Take(parts * Width).Select(v => (double)v)];

    private static double Difference(double[] moved, int i, Func<double> loss)
    {
        const double Step = 1e-5;
        (double old, double[] both) = (moved[i], new double[2]);
        for (int side = 0; side < 2; side++)
        {
            moved[i] = old + (side == 0 ? Step : -Step);
            both[side] = loss();
        }

        moved[i] = old;
        return (both[0] - both[1]) / (2 * Step);
    }

    private static double[] Next(double[] m, double[] u, double[] s, bool isReal) => [.. s.Select((old, i) =>
    {
        double update = 1 / (1 + Math.Exp(-m[i] - u[i])), reset = 1 / (1 + Math.Exp(-m[Width + i] - u[Width + i]));
        double fresh = Math.Tanh(m[(2 * Width) + i] + (reset * u[(2 * Width) + i]));
        return isReal ? ((1 - update) * fresh) + (update * old) : old;
    })];
}
