namespace Optiglot.Translation;

/// <summary>Position vectors of sines and cosines ("Attention is all you need", 3.5): sines in the first half of the width, cosines in the second.</summary>
internal static class SinusoidalTable
{
    /// <summary>Vectors of the first places, <c>[count, width]</c>; every step in single precision, as the network in libtorch makes them.</summary>
    public static float[] Of(int count, int width)
    {
        int half = width / 2;
        float step = (float)(-Math.Log(10000) / half);
        var table = new float[count * width];
        for (int i = 0; i < half; i++)
        {
            float rate = MathF.Exp(i * step);
            for (int place = 0; place < count; place++)
            {
                table[place * width + i] = MathF.Sin(place * rate);
                table[place * width + half + i] = MathF.Cos(place * rate);
            }
        }

        return table;
    }
}
