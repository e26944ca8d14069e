namespace Optiglot.Vision;

/// <summary>Where a resized picture lies on the network's input: at the top left.</summary>
/// <param name="Width">Width of the input, pixels.</param>
/// <param name="Height">Height of the input, pixels.</param>
/// <param name="PlacedWidth">Width of the picture in it.</param>
/// <param name="PlacedHeight">Height of the picture in it.</param>
internal readonly record struct Placement(int Width, int Height, int PlacedWidth, int PlacedHeight)
{
    /// <summary>Places a picture as the layout says.</summary>
    public static Placement Of(InputLayout layout, int imageWidth, int imageHeight)
    {
        switch (layout.Resize)
        {
            case "stretch": return new(layout.Width, layout.Height, layout.Width, layout.Height);
            case "letterbox":
                double fit = Math.Min((double)layout.Width / imageWidth, (double)layout.Height / imageHeight);
                return new(layout.Width, layout.Height, Side(imageWidth * fit), Side(imageHeight * fit));
            default:
                var (shorter, longer) = (Math.Min(imageWidth, imageHeight), Math.Max(imageWidth, imageHeight));
                double scale = Math.Min((double)layout.ShortSide / shorter, (double)layout.LongSide / longer);
                int width = Side(Math.Round(imageWidth * scale)), height = Side(Math.Round(imageHeight * scale));
                return new(width, height, width, height);
        }
    }

    // The small addend keeps 224 * (416 / 224) at 416.
    private static int Side(double pixels) => Math.Max(1, (int)(pixels + 1e-6));
}
