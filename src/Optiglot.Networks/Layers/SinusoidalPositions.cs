namespace Optiglot.Networks;

/// <summary>Position vectors of sines and cosines ("Attention is all you need", 3.5): sines in the first half of the width, cosines in the second.</summary>
public static class SinusoidalPositions
{
    // The longest wave has 2π times as many places.
    private const double Longest = 10_000;

    /// <summary>Vectors of <paramref name="count"/> places from <paramref name="first"/> on, <c>[count, width]</c>; every step in single precision.</summary>
    public static float[] Of(long first, int count, int width)
    {
        int half = width / 2;
        float step = (float)(-Math.Log(Longest) / half);
        var table = new float[count * width];
        for (int i = 0; i < half; i++)
        {
            float rate = MathF.Exp(i * step);
            for (int place = 0; place < count; place++) (table[(place * width) + half + i], table[(place * width) + i]) = Both((first + place) * rate);
        }

        return table;

        static (float Cosine, float Sine) Both(float angle) => (MathF.Cos(angle), MathF.Sin(angle));
    }
}
