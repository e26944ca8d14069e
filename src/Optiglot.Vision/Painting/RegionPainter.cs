using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>Pictures of what the detector found and of what the translation looked at, as PNG files in memory.</summary>
public static class RegionPainter
{
    private static readonly SKColor Ground = new(0x12, 0x16, 0x1C), Glow = new(0xFF, 0xB0, 0x2E), Quiet = new(0x9A, 0xA6, 0xB4);

    // The least share that makes a region as bright as the photo: below it, little was looked at, and little is lit. A box that covers more of the picture than
    // this is no place in it.
    private const float FullLight = 0.1f, WholePicture = 0.9f;

    /// <summary>The photo with a box and a name for each region that has one: a colour a class within the picture, best score on top.</summary>
    public static byte[] Detections(DecodedImage image, RegionSet regions, DetectorInfo detector, PaintOptions? options = null)
    {
        options ??= new PaintOptions();
        using var photo = new Photo(image, options.LongerSide);
        bool Shown(int region) => regions.Scores[region] >= options.ScoreThreshold && detector.ClassName(regions.ClassIds[region]) is not null;
        int[] shown = [.. Enumerable.Range(0, regions.Count).Where(Shown)];
        int[] classes = [.. shown.Select(region => regions.ClassIds[region]).Distinct()];
        SKColor ColorOf(int region) => WheelColor(Array.IndexOf(classes, regions.ClassIds[region]));
        return Photo.Paint(photo.Width, photo.Height, canvas =>
        {
            photo.Draw(canvas);
            float unit = Unit(photo);
            foreach (int region in shown.Reverse()) Outline(canvas, photo.Box(regions, region), ColorOf(region), 0.32f * unit);
            var labels = new Labels(canvas, photo.Width, photo.Height, unit);
            foreach (int region in shown)
                labels.Draw($"{Name(regions, region, detector)} {100 * regions.Scores[region]:F0}%", photo.Box(regions, region), ColorOf(region));
        });
    }

    /// <summary>
    /// The photo dimmed, and each region as bright as it is attended to, faint where that is little; boxes of the whole picture light nothing. The most
    /// attended are outlined and named with their share.
    /// </summary>
    /// <param name="image">The photo.</param>
    /// <param name="regions">Its regions.</param>
    /// <param name="weights">`[regions]`: attention, not negative; what is missing to 1 went elsewhere (to the text).</param>
    /// <param name="detector">Names.</param>
    /// <param name="options">Looks.</param>
    /// <exception cref="ArgumentException">Another number of weights than regions.</exception>
    public static byte[] Attention(DecodedImage image, RegionSet regions, ReadOnlySpan<float> weights, DetectorInfo detector, PaintOptions? options = null)
    {
        options ??= new PaintOptions();
        float[] shares = Checked(weights, regions);
        using var photo = new Photo(image, options.LongerSide);
        return Photo.Paint(photo.Width, photo.Height, canvas => Spotlight(canvas, photo, regions, shares, Brightest(regions, [shares]), detector, options));
    }

    /// <summary>
    /// One attention picture for each word of a translation, on one sheet, under the words and the share of attention that went to the picture.
    /// All words have one scale: equal brightness is equal attention.
    /// </summary>
    /// <param name="image">The photo.</param>
    /// <param name="regions">Its regions.</param>
    /// <param name="words">Each target word with its weights `[regions]`.</param>
    /// <param name="detector">Names.</param>
    /// <param name="options">Looks; the longer side is that of each picture on the sheet (a third of the default is good).</param>
    public static byte[] AttentionSheet(DecodedImage image, RegionSet regions, IReadOnlyList<(string Word, float[] Weights)> words,
        DetectorInfo detector, PaintOptions? options = null)
    {
        options ??= new PaintOptions { LongerSide = 320, NamedRegions = 1 };
        using var photo = new Photo(image, options.LongerSide);
        int columns = Math.Clamp(words.Count, 1, options.Columns), rows = Math.Max(1, (words.Count + columns - 1) / columns);
        float[][] all = [.. words.Select(word => Checked(word.Weights, regions))];
        float top = Brightest(regions, all);
        float letter = 0.045f * options.LongerSide, gap = letter, title = 2.6f * letter;
        return Photo.Paint((int)(columns * (photo.Width + gap) + gap), (int)(rows * (photo.Height + title + gap) + gap), canvas =>
        {
            canvas.Clear(Ground);
            for (int i = 0; i < words.Count; i++)
            {
                float[] shares = all[i];
                canvas.Save();
                canvas.Translate(gap + i % columns * (photo.Width + gap), gap + i / columns * (photo.Height + title + gap));
                string share = $"picture {100 * shares.Sum():F0}%";
                StrokeFont.Draw(canvas, words[i].Word, 0, 1.7f * letter, 1.1f * letter, SKColors.White, 0.15f);
                StrokeFont.Draw(canvas, share, photo.Width - StrokeFont.Measure(share, 0.75f * letter), 1.7f * letter, 0.75f * letter, Quiet, 0.12f);
                canvas.Translate(0, title);
                canvas.ClipRect(new SKRect(0, 0, photo.Width, photo.Height));
                Spotlight(canvas, photo, regions, shares, top, detector, options);
                canvas.Restore();
            }
        });
    }

    private static void Spotlight(SKCanvas canvas, Photo photo, RegionSet regions, float[] shares, float top, DetectorInfo detector, PaintOptions options)
    {
        // Luminance (ITU-R BT.709) at a third of its brightness.
        using var dim = SKColorFilter.CreateColorMatrix(
            [0.071f, 0.238f, 0.024f, 0, 0.02f, 0.071f, 0.238f, 0.024f, 0, 0.025f, 0.071f, 0.238f, 0.024f, 0, 0.035f, 0, 0, 0, 1, 0]);
        using (var paint = new SKPaint { ColorFilter = dim }) photo.Draw(canvas, paint);
        float unit = Unit(photo);
        int[] order = [.. Enumerable.Range(0, shares.Length).Where(region => IsPlace(regions, region)).OrderBy(region => shares[region])];
        foreach (int region in order)
        {
            using var paint = new SKPaint { Color = SKColors.White.WithAlpha((byte)(255 * shares[region] / top)) };
            canvas.Save();
            canvas.ClipRoundRect(new SKRoundRect(photo.Box(regions, region), unit * 0.4f), antialias: true);
            photo.Draw(canvas, paint);
            canvas.Restore();
        }
        int[] named = [.. order.Reverse().Take(options.NamedRegions).Where(region => shares[region] >= 0.1f * top)];
        foreach (int region in named.Reverse())
            Outline(canvas, photo.Box(regions, region), Glow.WithAlpha((byte)(90 + 165 * shares[region] / top)), 0.28f * unit);
        var labels = new Labels(canvas, photo.Width, photo.Height, unit);
        foreach (int region in named) labels.Draw($"{Name(regions, region, detector)} {100 * shares[region]:F0}%", photo.Box(regions, region), Glow);
    }

    private static void Outline(SKCanvas canvas, SKRect box, SKColor color, float thickness)
    {
        box.Inflate(-thickness / 2, -thickness / 2);
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, Color = SKColors.Black.WithAlpha(110), StrokeWidth = 2 * thickness };
        canvas.DrawRoundRect(box, 2 * thickness, 2 * thickness, paint);
        (paint.Color, paint.StrokeWidth) = (color, thickness);
        canvas.DrawRoundRect(box, 2 * thickness, 2 * thickness, paint);
    }

    /// <summary>Height of letters, pixels: readable, however large the photo.</summary>
    private static float Unit(Photo photo) => Math.Max(8, 0.0145f * Math.Max(photo.Width, photo.Height));

    /// <summary>Colours far apart: steps of the golden angle round the wheel, from a blue on.</summary>
    private static SKColor WheelColor(int index) => SKColor.FromHsl((200 + index * 137.508f) % 360, 80, 60);

    private static string Name(RegionSet regions, int region, DetectorInfo detector)
    {
        string name = detector.ClassName(regions.ClassIds[region]) ?? regions.ClassIds[region] switch
        {
            RegionSet.None => "whole picture",
            RegionSet.Cell => Place(regions.Boxes.AsSpan(4 * region, 4)),
            int id => $"class {id}",
        };
        return detector.AttributeName(regions.AttributeIds[region]) is { } attribute ? $"{attribute} {name}" : name;
    }

    /// <summary>Where a cell lies, in thirds of the picture.</summary>
    private static string Place(ReadOnlySpan<float> box)
    {
        static string Third(float at, string first, string last) => at < 1 / 3f ? first : at > 2 / 3f ? last : "";
        string place = $"{Third((box[1] + box[3]) / 2, "upper", "lower")} {Third((box[0] + box[2]) / 2, "left", "right")}".Trim();
        return place.Length > 0 ? place : "middle";
    }

    private static float Brightest(RegionSet regions, IEnumerable<float[]> words) =>
        words.SelectMany(shares => shares.Where((_, region) => IsPlace(regions, region))).Append(FullLight).Max();

    private static bool IsPlace(RegionSet regions, int region)
    {
        var box = regions.Boxes.AsSpan(4 * region, 4);
        return (box[2] - box[0]) * (box[3] - box[1]) < WholePicture;
    }

    private static float[] Checked(ReadOnlySpan<float> weights, RegionSet regions) =>
        weights.Length == regions.Count ? [.. weights.ToArray().Select(weight => weight > 0 ? weight : 0)] :
            throw new ArgumentException($"{weights.Length} attention weights for {regions.Count} regions");
}
