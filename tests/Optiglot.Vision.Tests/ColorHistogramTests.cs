using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class ColorHistogramTests
{
    private const int Bins = ColorHistogram.Bins;

    [Fact]
    public void AgreesWithItsSlowTwin() =>
        Gen.Select(Gen.Byte.Array[3 * 64 * 64], Gen.Int[0, 90], Gen.Int[0, 90], Gen.Int[1, 9], Gen.Int[1, 9]).Sample((pixels, left, top, width, height) =>
        {
            // Edges that both number types hold exactly, so that both take the same pixels.
            float[] box = [left / 128f, top / 128f, left / 128f + width / 32f, top / 128f + height / 32f], found = new float[2 * Bins];
            new ColorHistogram(new DecodedImage(64, 64, pixels)).Write(box, new ColorPart { Weight = 3, Middle = true }, found);
            double across = width / 128.0, down = height / 128.0;
            double[] wanted = [.. Slow(pixels, [.. box], true), .. Slow(pixels, [box[0] + across, box[1] + down, box[2] - across, box[3] - down], false)];
            // Squares are compared: a root makes much of the rounding of what is nearly nothing.
            Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First * pair.First, pair.Second * pair.Second / 9, 1e-2));
        }, iter: 20);

    [Fact]
    public void NumbersHaveTheWeightAsRootMeanSquare() =>
        Gen.Byte.Array[3 * 40 * 30].Sample(pixels =>
        {
            float[] found = new float[2 * Bins];
            new ColorHistogram(new DecodedImage(40, 30, pixels)).Write([0.1f, 0.3f, 0.9f, 0.5f], new ColorPart { Weight = 0.5f, Middle = true }, found);
            Assert.All((float[][])[found[..Bins], found[Bins..]], half => Assert.Equal(0.5, Math.Sqrt(half.Average(x => x * x)), 1e-4));
        }, iter: 20);

    [Fact]
    public void ABoxHasItsOwnColoursAndItsMiddleThoseOfTheMiddle()
    {
        byte[] red = [200, 20, 20], blue = [20, 20, 200];
        DecodedImage framed = new(80, 80, [.. Enumerable.Range(0, 80 * 80).SelectMany(i => i % 80 is >= 20 and < 60 && i / 80 is >= 20 and < 60 ? blue : red)]);
        float[] whole = Of(framed, [0, 0, 1, 1]), corner = Of(framed, [0, 0, 0.2f, 0.2f]), center = Of(framed, [0.3f, 0.3f, 0.7f, 0.7f]);
        AssertSame(Of(Plain(red), [0, 0, 1, 1]), corner);
        AssertSame(Of(Plain(blue), [0, 0, 1, 1]), center);
        AssertSame(center[Bins..], whole[Bins..]);
        // The middle of the box counts more than its rim, which here has three quarters of the pixels.
        float nearMiddle = Distance(whole[..Bins], center[..Bins]), nearRim = Distance(whole[..Bins], corner[..Bins]);
        Assert.InRange(nearMiddle, 0.1f, nearRim);
    }

    [Fact]
    public void ColoursThatHaveNamesLieFarApart()
    {
        (int, int, int)[] named = [(15, 15, 15), (240, 240, 240), (128, 128, 128), (200, 30, 30), (40, 70, 190), (50, 140, 50), (240, 220, 50), (110, 70, 40),
            (240, 130, 30), (240, 150, 190)];
        float[][] vectors = [.. named.Select(color => Of(Plain([(byte)color.Item1, (byte)color.Item2, (byte)color.Item3]), [0, 0, 1, 1])[..Bins])];
        float most = MathF.Sqrt(2 * Bins);
        for (int i = 0; i < vectors.Length; i++)
            for (int j = 0; j < i; j++) Assert.True(Distance(vectors[i], vectors[j]) > 0.5f * most, $"{named[i]} and {named[j]}");
        // A shade of the same colour is nearer than any other colour.
        Assert.InRange(Distance(Of(Plain([190, 40, 40]), [0, 0, 1, 1])[..Bins], vectors[3]), 0, 0.3f * most);
    }

    private static DecodedImage Plain(byte[] color) => new(30, 20, [.. Enumerable.Repeat(color, 600).SelectMany(pixel => pixel)]);

    private static float[] Of(DecodedImage image, float[] box)
    {
        float[] numbers = new float[2 * Bins];
        new ColorHistogram(image).Write(box, new ColorPart { Middle = true }, numbers);
        return numbers;
    }

    private static void AssertSame(float[] wanted, float[] found) => Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-2));

    private static float Distance(float[] one, float[] other) => MathF.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());

    /// <summary>Every bin asks every pixel for its share.</summary>
    private static double[] Slow(byte[] pixels, double[] box, bool isPeaked)
    {
        double[] sums = new double[Bins];
        double total = 0;
        for (int pixel = 0; pixel < 64 * 64; pixel++)
        {
            double weight = Window(pixel % 64, 64 * box[0], 64 * box[2], isPeaked) * Window(pixel / 64, 64 * box[1], 64 * box[3], isPeaked);
            if (weight == 0) continue;
            total += weight;
            double[] at = Place(pixels[3 * pixel] / 255.0, pixels[3 * pixel + 1] / 255.0, pixels[3 * pixel + 2] / 255.0);
            for (int bin = 0; bin < Bins; bin++) sums[bin] += weight * Tent(at[0] - bin / 25) * Tent(at[1] - bin / 5 % 5) * Tent(at[2] - bin % 5);
        }
        return [.. sums.Select(sum => Math.Sqrt(Bins * sum / total))];
    }

    private static double Tent(double away) => Math.Max(0, 1 - Math.Abs(away));

    private static double Window(int index, double start, double end, bool isPeaked)
    {
        if (index < Math.Floor(start) || index >= Math.Max(Math.Ceiling(end), Math.Floor(start) + 1)) return 0;
        double away = (index + 0.5 - (start + end) / 2) / Math.Max(0.5, (end - start) / 2);
        return isPeaked ? Math.Exp(-2 * away * away) : 1;
    }

    private static double[] Place(double red, double green, double blue)
    {
        static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        static double Root(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        static double Tone(double v) => Math.Clamp(2 + Math.Sign(v) * (Math.Abs(v) < 15 ? Math.Abs(v) / 15 : 1 + (Math.Abs(v) - 15) / 35), 0, 4);
        (red, green, blue) = (Linear(red), Linear(green), Linear(blue));
        double x = Root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505), y = Root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        double z = Root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
        return [Math.Clamp((116 * y - 16 - 15) / 35, 0, 2), Tone(500 * (x - y)), Tone(200 * (y - z))];
    }
}
