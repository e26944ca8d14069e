using SkiaSharp;

namespace Optiglot.Vision.Tests;

public sealed class RegionPainterTests
{
    private static readonly DecodedImage Grey = new(100, 60, [.. Enumerable.Repeat((byte)128, 100 * 60 * 3)]);
    private static readonly RegionSet Regions =
        new(100, 60, [0, 0, 1, 1, 0.1f, 0.2f, 0.4f, 0.8f, 0.6f, 0.3f, 0.9f, 0.9f], [1, 0.9f, 0.5f], [-1, 0, 1], null, [0, 0, 0]);

    [Fact]
    public void DetectionsAreOutlinedOnTheEnlargedPhoto()
    {
        using var picture = SKBitmap.Decode(RegionPainter.Detections(Grey, Regions, RegionSets.Detector, new PaintOptions { LongerSide = 500 }));
        Assert.Equal((500, 300), (picture.Width, picture.Height));
        Assert.Equal(new SKColor(128, 128, 128), picture.GetPixel(20, 290));
        Assert.Equal(new SKColor(128, 128, 128), picture.GetPixel(125, 150));
        Assert.True(IsColoured(picture.GetPixel(51, 150)), "left edge of the dog");
        Assert.True(IsColoured(picture.GetPixel(375, 268)), "lower edge of the ball");
        Assert.False(IsColoured(picture.GetPixel(1, 150)), "the whole picture has no box");
    }

    [Fact]
    public void CellsOfAGridAreNotDrawnAsThings()
    {
        RegionSet cells = new(100, 60, [0, 0, 0.5f, 1, 0.5f, 0, 1, 1], [0, 0], [RegionSet.Cell, RegionSet.Cell], null, [0, 0]);
        using var picture = SKBitmap.Decode(
            RegionPainter.Detections(Grey, cells, RegionSets.Detector, new PaintOptions { LongerSide = 500, ScoreThreshold = 0 }));
        Assert.All(picture.Pixels, pixel => Assert.Equal(new SKColor(128, 128, 128), pixel));
        Assert.NotEmpty(RegionPainter.Attention(Grey, cells, [0.4f, 0.6f], RegionSets.Detector));
    }

    [Fact]
    public void AttendedRegionsAreBrightTheRestIsDim()
    {
        var options = new PaintOptions { LongerSide = 500, NamedRegions = 1 };
        using var picture = SKBitmap.Decode(RegionPainter.Attention(Grey, Regions, [0, 0.6f, 0.1f], RegionSets.Detector, options));
        int attended = picture.GetPixel(125, 150).Green, little = picture.GetPixel(375, 200).Green, none = picture.GetPixel(250, 20).Green;
        Assert.Equal(128, attended);
        Assert.InRange(little, none + 5, attended - 40);
        Assert.Throws<ArgumentException>(() => RegionPainter.Attention(Grey, Regions, [1], RegionSets.Detector));
        Assert.NotEmpty(RegionPainter.Attention(Grey, Regions, [0, float.NaN, 0], RegionSets.Detector));
    }

    [Fact]
    public void SheetHasAPictureAWord()
    {
        (string, float[])[] words = [.. "zwei Hunde 犬 über".Split(' ').Select(word => (word, new[] { 0.1f, 0.2f, 0.3f }))];
        using var sheet = SKBitmap.Decode(
            RegionPainter.AttentionSheet(Grey, Regions, words, RegionSets.Detector, new PaintOptions { LongerSide = 200, Columns = 3 }));
        Assert.InRange(sheet.Width, 3 * 200, 3 * 220);
        Assert.InRange(sheet.Height, 2 * 120, 2 * 170);
        Assert.NotEmpty(RegionPainter.AttentionSheet(Grey, Regions, [], RegionSets.Detector));
    }

    // A word that looks at nothing lights nothing: with a scale of its own, its 0.4% made an apple shine.
    [Fact]
    public void WordsOfASheetHaveOneScale()
    {
        (string, float[])[] words = [("Hier", [0.3f, 0.004f, 0.002f]), ("Hund", [0, 0.5f, 0.1f])];
        using var sheet = SKBitmap.Decode(RegionPainter.AttentionSheet(Grey, Regions, words, RegionSets.Detector, new PaintOptions
        {
            LongerSide = 200, Columns = 2, NamedRegions = 0
        }));
        // 9 pixels stand between and round the pictures, 23.4 for the title; a place in the dog's box, and one outside all boxes.
        byte Dog(int word) => sheet.GetPixel(9 + 50 + 209 * word, 33 + 60).Green;
        byte Nothing(int word) => sheet.GetPixel(9 + 100 + 209 * word, 33 + 8).Green;
        Assert.InRange(Dog(1), 120, 128);
        Assert.InRange(Dog(0), Nothing(0), Nothing(0) + 4);
        Assert.Equal(Nothing(0), Nothing(1));
    }

    [Fact]
    public void EveryLetterCanBeDrawn()
    {
        string letters = new([.. StrokeGlyphs.All.Keys, .. StrokeGlyphs.Accented.Keys, '犬']);
        foreach (char letter in letters.Where(letter => !char.IsWhiteSpace(letter)))
        {
            using var picture = SKBitmap.Decode(Photo.Paint(40, 40, canvas => StrokeFont.Draw(canvas, letter.ToString(), 10, 28, 16, SKColors.White)));
            Assert.True(picture.Pixels.Any(pixel => pixel.Red > 200), $"'{letter}' leaves no ink");
            Assert.All(Enumerable.Range(0, 40), edge => Assert.Equal(
                0, picture.GetPixel(edge, 0).Red + picture.GetPixel(edge, 39).Red + picture.GetPixel(0, edge).Red + picture.GetPixel(39, edge).Red));
        }
        Assert.Equal(2 * StrokeFont.Measure("über", 10), StrokeFont.Measure("über", 20), 1e-3);
        Assert.Equal(0, StrokeFont.Measure("", 20));
    }

    private static bool IsColoured(SKColor color) =>
        Math.Max(color.Red, Math.Max(color.Green, color.Blue)) - Math.Min(color.Red, Math.Min(color.Green, color.Blue)) > 60;
}
