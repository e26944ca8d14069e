using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>
/// A picture resized into a network's input `[3, height, width]`: bilinear with half-pixel centres; much larger pictures are averaged in blocks first, so
/// that nothing flickers.
/// </summary>
internal static class PictureTensor
{
    /// <summary>Writes the three planes.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="placement">Size of the input and of the picture in it.</param>
    /// <param name="layout">Padding, order of channels, mean and scale.</param>
    /// <param name="planes">`[3, height, width]`, all of it written.</param>
    public static void Write(DecodedImage image, Placement placement, InputLayout layout, Span<float> planes)
    {
        image = Shrink(image, Math.Min(image.Width / placement.PlacedWidth, image.Height / placement.PlacedHeight));
        var (width, height) = (placement.PlacedWidth, placement.PlacedHeight);
        var columns = new Taps(image.Width, width);
        float[] rows = new float[6 * width];
        Span<float> upper = rows.AsSpan(0, 3 * width), lower = rows.AsSpan(3 * width);
        int plane = placement.Width * placement.Height, inUpper = -1, inLower = -1;
        bool reversed = layout.Channels == "BGR";
        for (int row = 0; row < height; row++)
        {
            var (low, high, weight) = Taps.At(row, image.Height, height);
            if (inLower == low)
            {
                var swap = upper;
                upper = lower;
                lower = swap;
                (inUpper, inLower) = (inLower, inUpper);
            }
            if (inUpper != low) Across(image, inUpper = low, columns, reversed, upper);
            if (inLower != high) Across(image, inLower = high, columns, reversed, lower);
            for (int channel = 0; channel < 3; channel++)
            {
                var target = planes.Slice(channel * plane + row * placement.Width, width);
                TensorPrimitives.Lerp(upper.Slice(channel * width, width), lower.Slice(channel * width, width), weight, target);
            }
        }
        for (int channel = 0; channel < 3; channel++)
        {
            var target = planes.Slice(channel * plane, plane);
            for (int row = 0; row < height && width < placement.Width; row++)
                target.Slice(row * placement.Width + width, placement.Width - width).Fill(layout.Pad);
            target[(height * placement.Width)..].Fill(layout.Pad);
            if (layout.Mean[channel] != 0) TensorPrimitives.Subtract(target, layout.Mean[channel], target);
            if (layout.Scale[channel] != 1) TensorPrimitives.Multiply(target, layout.Scale[channel], target);
        }
    }

    /// <summary>One row of the picture stretched to the input's width: `[3, width]`.</summary>
    private static void Across(DecodedImage image, int row, Taps columns, bool reversed, Span<float> target)
    {
        var pixels = image.Rgb.AsSpan(3 * row * image.Width, 3 * image.Width);
        int width = columns.Weights.Length;
        var red = target.Slice(reversed ? 2 * width : 0, width);
        var green = target.Slice(width, width);
        var blue = target.Slice(reversed ? 0 : 2 * width, width);
        for (int column = 0; column < width; column++)
        {
            float weight = columns.Weights[column];
            var low = pixels.Slice(columns.Low[column], 3);
            var high = pixels.Slice(columns.High[column], 3);
            red[column] = low[0] + weight * (high[0] - low[0]);
            green[column] = low[1] + weight * (high[1] - low[1]);
            blue[column] = low[2] + weight * (high[2] - low[2]);
        }
    }

    /// <summary>Means of blocks of `factor * factor` pixels; the last columns and rows that fill no block are left out.</summary>
    private static DecodedImage Shrink(DecodedImage image, int factor)
    {
        if (factor < 2) return image;
        int width = image.Width / factor, height = image.Height / factor, area = factor * factor;
        byte[] rgb = new byte[3 * width * height];
        int[] sums = new int[3 * width];
        for (int row = 0; row < height; row++)
        {
            Array.Clear(sums);
            for (int inner = 0; inner < factor; inner++)
            {
                var pixels = image.Rgb.AsSpan(3 * (row * factor + inner) * image.Width);
                for (int column = 0, from = 0; column < width; column++)
                    for (int k = 0; k < factor; k++, from += 3)
                        (sums[3 * column], sums[3 * column + 1], sums[3 * column + 2]) =
                            (sums[3 * column] + pixels[from], sums[3 * column + 1] + pixels[from + 1], sums[3 * column + 2] + pixels[from + 2]);
            }
            for (int i = 0; i < sums.Length; i++) rgb[row * sums.Length + i] = (byte)((sums[i] + area / 2) / area);
        }
        return new DecodedImage(width, height, rgb);
    }

    /// <summary>The two pixels each new column is mixed from (as byte offsets), and the second one's weight.</summary>
    private sealed class Taps
    {
        public Taps(int size, int newSize)
        {
            (Low, High, Weights) = (new int[newSize], new int[newSize], new float[newSize]);
            for (int i = 0; i < newSize; i++)
            {
                var (low, high, weight) = At(i, size, newSize);
                (Low[i], High[i], Weights[i]) = (3 * low, 3 * high, weight);
            }
        }

        public int[] Low { get; }
        public int[] High { get; }
        public float[] Weights { get; }

        public static (int Low, int High, float Weight) At(int index, int size, int newSize)
        {
            float at = Math.Clamp((index + 0.5f) * size / newSize - 0.5f, 0, size - 1);
            int low = (int)at;
            return (low, Math.Min(low + 1, size - 1), at - low);
        }
    }
}
