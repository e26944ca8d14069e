namespace Optiglot.Vision;

/// <summary>
/// Soft colour histograms of parts of a picture: CIELAB (CIE 15:2004, white D65) with 3 levels of lightness and 5 each of the green-red and blue-yellow axes.
/// A pixel shares itself among the eight bins around it, those near the middle of a box count more, and square roots are taken, so that the distance of two
/// histograms is Hellinger's.
/// </summary>
internal sealed class ColorHistogram
{
    /// <summary>Numbers of one histogram.</summary>
    public const int Bins = Levels * Tones * Tones;

    /// <summary>What a store says of it; a change of the numbers needs another text.</summary>
    public const string Description = "CIELAB 3x5x5 of 64x64 pixels";

    private const int Side = 64, Levels = 3, Tones = 5, Shares = 8;

    // Lightness of the darkest and the lightest level. Tones: greyish within ±15, as colourful as photos get from ±50 on.
    private const float Dark = 15, Light = 85, Greyish = 15, Colourful = 50;

    private readonly short[] _bins = new short[Side * Side * Shares];
    private readonly float[] _shares = new float[Side * Side * Shares];

    /// <summary>Looks at every pixel of the picture, made small, once.</summary>
    public ColorHistogram(DecodedImage image)
    {
        var small = new InputLayout { Name = "", Resize = "stretch", Width = Side, Height = Side, Channels = "RGB" };
        float[] planes = new float[3 * Side * Side];
        PictureTensor.Write(image, Placement.Of(small, image.Width, image.Height), small, planes);
        for (int pixel = 0; pixel < Side * Side; pixel++)
            Share(Lab(planes[pixel] / 255, planes[Side * Side + pixel] / 255, planes[2 * Side * Side + pixel] / 255), pixel * Shares);
    }

    /// <summary>How many numbers a region gets.</summary>
    public static int Width(ColorPart part) => part.Middle ? 2 * Bins : Bins;

    /// <summary>Writes a region's numbers, `[bins]` or `[2 * bins]`; the box is in fractions of the picture.</summary>
    public void Write(ReadOnlySpan<float> box, ColorPart part, Span<float> numbers)
    {
        numbers.Clear();
        Write(box[0], box[1], box[2], box[3], isPeaked: true, part.Weight, numbers[..Bins]);
        if (!part.Middle) return;
        float across = (box[2] - box[0]) / 4, down = (box[3] - box[1]) / 4;
        Write(box[0] + across, box[1] + down, box[2] - across, box[3] - down, isPeaked: false, part.Weight, numbers[Bins..]);
    }

    private void Write(float x1, float y1, float x2, float y2, bool isPeaked, float weight, Span<float> sums)
    {
        Span<float> columnWeights = stackalloc float[Side], rowWeights = stackalloc float[Side];
        var (left, right) = Weigh(x1 * Side, x2 * Side, isPeaked, columnWeights);
        var (top, bottom) = Weigh(y1 * Side, y2 * Side, isPeaked, rowWeights);
        for (int row = top; row < bottom; row++)
            for (int column = left; column < right; column++)
            {
                float here = rowWeights[row] * columnWeights[column];
                int from = (row * Side + column) * Shares;
                for (int i = from; i < from + Shares; i++) sums[_bins[i]] += here * _shares[i];
            }
        for (int bin = 0; bin < Bins; bin++) sums[bin] = weight * MathF.Sqrt(Bins * sums[bin]);
    }

    /// <summary>Weights of the pixels between two edges, their sum 1; peaked: a Gaussian whose deviation is a quarter of the way.</summary>
    private static (int Start, int End) Weigh(float start, float end, bool isPeaked, Span<float> weights)
    {
        int first = Math.Clamp((int)start, 0, Side - 1), last = Math.Clamp((int)MathF.Ceiling(end), first + 1, Side);
        float middle = (start + end) / 2, half = Math.Max(0.5f, (end - start) / 2), sum = 0;
        for (int i = first; i < last; i++)
        {
            float away = (i + 0.5f - middle) / half;
            sum += weights[i] = isPeaked ? MathF.Exp(-2 * away * away) : 1;
        }
        for (int i = first; i < last; i++) weights[i] /= sum;
        return (first, last);
    }

    /// <summary>Trilinear shares of one colour in the bins around it.</summary>
    private void Share((float Lightness, float Red, float Yellow) color, int at)
    {
        var (level, up) = Split((color.Lightness - Dark) / (Light - Dark) * (Levels - 1), Levels);
        var (red, more) = Split(Tone(color.Red), Tones);
        var (yellow, further) = Split(Tone(color.Yellow), Tones);
        for (int corner = 0; corner < Shares; corner++)
        {
            int i = corner & 1, j = corner >> 1 & 1, k = corner >> 2;
            _bins[at + corner] = (short)(((level + i) * Tones + red + j) * Tones + yellow + k);
            _shares[at + corner] = (i == 0 ? 1 - up : up) * (j == 0 ? 1 - more : more) * (k == 0 ? 1 - further : further);
        }
    }

    private static (int Bin, float Further) Split(float at, int bins)
    {
        at = Math.Clamp(at, 0, bins - 1);
        int bin = Math.Min((int)at, bins - 2);
        return (bin, at - bin);
    }

    /// <summary>Place 0..4 of an a* or b* value; 2 is grey.</summary>
    private static float Tone(float value)
    {
        float size = Math.Abs(value);
        return 2 + MathF.CopySign(size < Greyish ? size / Greyish : 1 + (size - Greyish) / (Colourful - Greyish), value);
    }

    // sRGB (IEC 61966-2-1) to XYZ to L*a*b*.
    private static (float Lightness, float Red, float Yellow) Lab(float red, float green, float blue)
    {
        (red, green, blue) = (Linear(red), Linear(green), Linear(blue));
        float x = Root((0.4124f * red + 0.3576f * green + 0.1805f * blue) / 0.9505f);
        float y = Root(0.2126f * red + 0.7152f * green + 0.0722f * blue);
        float z = Root((0.0193f * red + 0.1192f * green + 0.9505f * blue) / 1.089f);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static float Linear(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);

    private static float Root(float value) => value > 0.008856f ? MathF.Cbrt(value) : 7.787f * value + 16f / 116;
}
