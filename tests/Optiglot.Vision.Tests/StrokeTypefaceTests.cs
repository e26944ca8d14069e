using SkiaSharp;

namespace Optiglot.Vision.Tests;

/// <summary>Our letters as a font: what a server without any font writes.</summary>
public sealed class StrokeTypefaceTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789äöüÄÖÜßéèêëàâçîïôùûœæøåñ";
    private const string Signs = ".,:;!?'\"’‘“”„«»-–—_/\\|()[]{}<>+−=*×#%&@$€°·…~^`";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryCharacterHasAGlyphOfItsOwn(bool bold)
    {
        using var face = PaintFont.Open(PaintFont.OwnFamily, bold)!;
        using var font = new SKFont(face, 100);
        string missing = Outline(font, '犬');
        Dictionary<string, char> seen = new() { [missing] = '犬' };
        foreach (char letter in Letters + Signs)
        {
            string outline = Outline(font, letter);
            Assert.NotEmpty(outline);
            Assert.True(seen.TryAdd(outline, letter), $"'{letter}' looks as '{seen.GetValueOrDefault(outline)}' does");
        }
        Assert.Equal(0, font.GetGlyph('犬'));
        Assert.NotEqual(0, font.GetGlyph(' '));
    }

    [Fact]
    public void NamesAndSizesAreThoseOfAFont()
    {
        using SKTypeface regular = PaintFont.Open(PaintFont.OwnFamily, isBold: false)!, bold = PaintFont.Open(PaintFont.OwnFamily, isBold: true)!;
        Assert.Equal((PaintFont.OwnFamily, false, true), (regular.FamilyName, regular.IsBold, bold.IsBold));
        using var font = new SKFont(regular, 100) { LinearMetrics = true };
        var metrics = font.Metrics;
        Assert.Equal(70, metrics.CapHeight, 1f);
        Assert.InRange(-metrics.Ascent, 90, 100);
        Assert.InRange(metrics.Descent, 20, 30);
        Assert.Equal(StrokeFont.Measure("über", 70) + 70 * StrokeFont.Gap / StrokeFont.CapitalHeight, font.MeasureText("über"), 1f);
        // Ascent and descent are believed by what cuts pictures to size.
        float top = (Letters + Signs).Min(letter => Bounds(font, letter).Top), bottom = (Letters + Signs).Max(letter => Bounds(font, letter).Bottom);
        Assert.InRange(top, metrics.Ascent, -80);
        Assert.InRange(bottom, 10, metrics.Descent);
    }

    [Fact]
    public void TheFontDrawsWhatThePenDraws()
    {
        const string Words = "Größe, 10.5 Wörter: çà et là?";
        byte[] byFont = Photo.Paint(700, 60, canvas =>
        {
            using var face = PaintFont.Open(PaintFont.OwnFamily, isBold: false)!;
            using var font = new SKFont(face, 40) { LinearMetrics = true, Subpixel = true, Hinting = SKFontHinting.None };
            using var white = new SKPaint { Color = SKColors.White, IsAntialias = true };
            canvas.DrawText(Words, 10, 44, font, white);
        });
        byte[] byPen = Photo.Paint(700, 60, canvas => StrokeFont.Draw(canvas, Words, 10 + 28 * 0.105f, 44, 28, SKColors.White, 0.13f));
        using SKBitmap one = SKBitmap.Decode(byFont), two = SKBitmap.Decode(byPen);
        int ink = two.Pixels.Sum(pixel => pixel.Red), different = one.Pixels.Zip(two.Pixels, (a, b) => Math.Abs(a.Red - b.Red)).Sum();
        Assert.True(ink > 100_000, "the pen leaves ink");
        Assert.True(different < ink / 5, $"{100.0 * different / ink:F1}% of the ink is elsewhere");
    }

    [Fact]
    public void FontsOfTheSystemCanBeTurnedOff()
    {
        using var folder = new TemporaryFolder();
        byte[] font = StrokeTypeface.Build("Any", bold: false);
        folder.Write("damaged.ttf", [1, 2, 3]);
        folder.Write("any.ttf", font);
        Assert.Equal(font, PaintFont.Find(null, [folder.Path], ["none.ttf", "damaged.ttf", "ANY.TTF"]));
        Assert.Null(PaintFont.Find(PaintFont.Own, [folder.Path], ["any.ttf"]));
        Assert.Null(PaintFont.Find(null, [folder.Path, folder.File("nowhere")], ["none.ttf"]));
        Assert.Null(PaintFont.Open("Another", isBold: false));
    }

    [Fact]
    public void ASheetOfAllLettersCanBeLookedAt()
    {
        string[] lines =
        [
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789 äöüÄÖÜßẞ éèêëàâçîïôùûœæøåñ", Signs,
            "Zwei Hunde spielen auf der Straße; ein Mädchen schaut zu.", "training loss (nats per token) BLEU on the dev set 41.5",
        ];
        byte[] png = Photo.Paint(1280, 680, canvas =>
        {
            canvas.Clear(SKColors.White);
            using var black = new SKPaint { Color = new SKColor(0x33, 0x33, 0x33), IsAntialias = true };
            foreach (var (line, text) in lines.Index())
                foreach (var (part, size, bold) in ((int, float, bool)[])[(0, 36, false), (1, 18, false), (2, 18, true)])
                {
                    using var face = PaintFont.Open(PaintFont.OwnFamily, bold)!;
                    using var font = new SKFont(face, size) { Subpixel = true };
                    canvas.DrawText(text, part == 2 ? 650 : 20, 45 + 110 * line + (part == 0 ? 0 : 42), font, black);
                }
        });
        using var picture = SKBitmap.Decode(png);
        Assert.True(picture.Pixels.Count(pixel => pixel.Red < 100) > 10_000);
        if (Environment.GetEnvironmentVariable("OPTIGLOT_KEEP_PICTURES") is { Length: > 0 } keep) File.WriteAllBytes(Path.Combine(keep, "letters.png"), png);
    }

    private static string Outline(SKFont font, char letter)
    {
        using var path = font.GetGlyphPath(font.GetGlyph(letter));
        return path.ToSvgPathData();
    }

    private static SKRect Bounds(SKFont font, char letter)
    {
        using var path = font.GetGlyphPath(font.GetGlyph(letter));
        return path.Bounds;
    }
}
