namespace Optiglot.Translation.Tests;

/// <summary>Rows of numbers, <c>[places][features]</c>, in plain loops.</summary>
internal static class Slow
{
    internal static double[][] Each(double[][] x, Func<double, double> change) => [.. x.Select(row => row.Select(change).ToArray())];

    internal static double[][] Both(double[][] a, double[][] b, Func<double, double, double> change) =>
        [.. a.Zip(b, (one, other) => one.Zip(other, change).ToArray())];

    internal static double[][] Add(double[][] a, double[][] b) => Both(a, b, (x, y) => x + y);

    internal static double[][] Multiply(double[][] a, double[][] b) => Both(a, b, (x, y) => x * y);

    internal static double[][] Beside(double[][] a, double[][] b) => [.. a.Zip(b, (one, other) => one.Concat(other).ToArray())];

    internal static double[][] Repeat(double[] row, int places) => [.. Enumerable.Range(0, places).Select(_ => row)];

    internal static double[] Mean(double[][] x) => [.. x[0].Select((_, i) => x.Average(row => row[i]))];

    internal static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    internal static double Gelu(double x) => x * 0.5 * (1 + Erf(x / Math.Sqrt(2)));

    /// <summary>Attention of each head alone: softmax(q·k / √head) v, heads side by side.</summary>
    internal static double[][] Attend(double[][] queries, double[][] keys, double[][] values, int heads, bool isCausal = false)
    {
        int width = queries[0].Length, head = width / heads;
        double[][] result = [.. queries.Select(_ => new double[width])];
        for (int place = 0; place < queries.Length; place++)
        {
            for (int h = 0; h < heads; h++)
            {
                int first = h * head, seen = isCausal ? place + 1 : keys.Length;
                double[] scores = [.. Enumerable.Range(0, seen).Select(k =>
                    Enumerable.Range(first, head).Sum(i => queries[place][i] * keys[k][i]) / Math.Sqrt(head))];
                double most = scores.Max(), sum = scores.Sum(score => Math.Exp(score - most));
                for (int k = 0; k < seen; k++)
                    for (int i = first; i < first + head; i++) result[place][i] += Math.Exp(scores[k] - most) / sum * values[k][i];
            }
        }

        return result;
    }

    // Taylor's series; beyond 5 it is 1 to twelve places.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5) return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
