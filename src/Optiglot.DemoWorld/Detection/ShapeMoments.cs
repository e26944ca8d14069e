namespace Optiglot.DemoWorld;

/// <summary>Moments of a silhouette that do not change with place and size; Hu's seven do not change with rotation either.</summary>
internal static class ShapeMoments
{
    /// <summary>How many numbers <see cref="Write"/> gives.</summary>
    public const int Count = 12;

    /// <summary>Hu's moment invariants (Hu 1962, "Visual pattern recognition by moment invariants"; logarithms, the sign kept), log aspect, fill of the box,
    /// roundness, elongation, share of outline.</summary>
    public static void Write(Blob blob, Span<float> numbers)
    {
        double area = 0, sx = 0, sy = 0, edge = 0, ink = 0;
        for (int y = 0; y < blob.Height; y++)
            for (int x = 0; x < blob.Width; x++)
            {
                if (!At(blob, x, y)) continue;
                area++; sx += x; sy += y;
                if (blob.Ink[y * blob.Width + x]) ink++;
                if (!At(blob, x - 1, y) || !At(blob, x + 1, y) || !At(blob, x, y - 1) || !At(blob, x, y + 1)) edge++;
            }
        double cx = sx / area, cy = sy / area;
        var mu = new double[4, 4];
        for (int y = 0; y < blob.Height; y++)
            for (int x = 0; x < blob.Width; x++)
            {
                if (!At(blob, x, y)) continue;
                double dx = x - cx, dy = y - cy;
                mu[2, 0] += dx * dx;
                mu[1, 1] += dx * dy;
                mu[0, 2] += dy * dy;
                mu[3, 0] += dx * dx * dx;
                mu[2, 1] += dx * dx * dy;
                mu[1, 2] += dx * dy * dy;
                mu[0, 3] += dy * dy * dy;
            }
        Hu((p, q) => mu[p, q] / Math.Pow(area, 1 + (p + q) / 2.0), numbers);
        double spread = Math.Sqrt(Math.Pow(mu[2, 0] - mu[0, 2], 2) + 4 * mu[1, 1] * mu[1, 1]), sum = mu[2, 0] + mu[0, 2];
        numbers[7] = (float)Math.Log((double)blob.Width / blob.Height);
        numbers[8] = (float)(area / (blob.Width * blob.Height));
        numbers[9] = (float)(edge * edge / area);
        numbers[10] = (float)(sum > 0 ? spread / sum : 0);
        numbers[11] = (float)(ink / area);
    }

    private static bool At(Blob blob, int x, int y) => x >= 0 && y >= 0 && x < blob.Width && y < blob.Height && blob.Mask[y * blob.Width + x];

    private static void Hu(Func<int, int, double> eta, Span<float> numbers)
    {
        double n20 = eta(2, 0), n02 = eta(0, 2), n11 = eta(1, 1), n30 = eta(3, 0), n03 = eta(0, 3), n21 = eta(2, 1), n12 = eta(1, 2);
        double a = n30 + n12, b = n21 + n03, c = n30 - 3 * n12, d = 3 * n21 - n03, e = n20 - n02;
        ReadOnlySpan<double> hu =
        [
            n20 + n02,
            e * e + 4 * n11 * n11,
            c * c + d * d,
            a * a + b * b,
            c * a * (a * a - 3 * b * b) + d * b * (3 * a * a - b * b),
            e * (a * a - b * b) + 4 * n11 * a * b,
            d * a * (a * a - 3 * b * b) - c * b * (3 * a * a - b * b),
        ];
        for (int i = 0; i < hu.Length; i++) numbers[i] = (float)(Math.Sign(hu[i]) * Math.Log10(1 + Math.Abs(hu[i]) * 1e6));
    }
}
