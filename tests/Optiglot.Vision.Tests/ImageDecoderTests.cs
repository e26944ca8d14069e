using CsCheck;
using SkiaSharp;

namespace Optiglot.Vision.Tests;

public sealed class ImageDecoderTests
{
    private static readonly SKColor[] Corners = [new(250, 0, 0), new(0, 250, 0), new(0, 0, 250), new(240, 240, 240)];

    private static SKColor Quarter(int x, int y) => Corners[(y >= 16 ? 2 : 0) + (x >= 32 ? 1 : 0)];

    private static byte[] Jpeg() => PictureFiles.Encode(64, 32, Quarter, SKEncodedImageFormat.Jpeg);

    [Fact]
    public void PngComesOutExactly()
    {
        byte[] png = PictureFiles.Encode(19, 7, (x, y) => new SKColor((byte)(13 * x), (byte)(30 * y), (byte)(x * y)), SKEncodedImageFormat.Png);
        var image = ImageDecoder.Decode(png, "a.png");
        Assert.Equal((19, 7, 19, 7), (image.Width, image.Height, image.OriginalWidth, image.OriginalHeight));
        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 19; x++) Assert.Equal([(byte)(13 * x), (byte)(30 * y), (byte)(x * y)], Pixel(image, x, y));
    }

    [Fact]
    public void GreyBecomesRgb()
    {
        var image = ImageDecoder.Decode(PictureFiles.Encode(4, 4, (x, _) => new SKColor((byte)(60 * x), (byte)(60 * x), (byte)(60 * x)),
            SKEncodedImageFormat.Png, SKColorType.Gray8), "grey.png");
        Assert.Equal([180, 180, 180], Pixel(image, 3, 2));
    }

    [Fact]
    public void TransparentPixelsLieOnWhite()
    {
        var image = ImageDecoder.Decode(PictureFiles.Encode(2, 1, (x, _) => new SKColor(200, 0, 0, (byte)(x == 0 ? 0 : 128)), SKEncodedImageFormat.Png),
            "alpha.png");
        Assert.Equal([255, 255, 255], Pixel(image, 0, 0));
        Assert.All(Pixel(image, 1, 0).Zip([227, 127, 127]), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 1));
    }

    [Theory]
    [InlineData(255, 255, 255, 255, 255, 255, 255)]
    [InlineData(0, 255, 255, 255, 0, 255, 255)]
    [InlineData(255, 0, 0, 255, 255, 0, 0)]
    [InlineData(255, 255, 255, 60, 60, 60, 60)]
    public void CmykBecomesRgb(byte cyan, byte magenta, byte yellow, byte black, int red, int green, int blue)
    {
        var image = ImageDecoder.Decode(PictureFiles.CmykJpeg(cyan, magenta, yellow, black), "cmyk.jpg");
        Assert.All(Pixel(image, 3, 3).Zip([red, green, blue]), pair => Assert.InRange(pair.First, pair.Second - 3, pair.Second + 3));
    }

    /// <summary>Upper-left, upper-right, lower-left, lower-right quarter after turning (EXIF 2.3, tag 274).</summary>
    [Theory]
    [InlineData(1, "0123")]
    [InlineData(2, "1032")]
    [InlineData(3, "3210")]
    [InlineData(4, "2301")]
    [InlineData(5, "0213")]
    [InlineData(6, "2031")]
    [InlineData(7, "3120")]
    [InlineData(8, "1302")]
    public void ExifOrientationIsHonoured(byte orientation, string quarters)
    {
        var image = ImageDecoder.Decode(PictureFiles.WithOrientation(Jpeg(), orientation), "turned.jpg");
        Assert.Equal(orientation >= 5 ? (32, 64) : (64, 32), (image.Width, image.Height));
        Assert.Equal((image.Width, image.Height), (image.OriginalWidth, image.OriginalHeight));
        for (int quarter = 0; quarter < 4; quarter++)
        {
            byte[] pixel = Pixel(image, image.Width * (quarter % 2 * 2 + 1) / 4, image.Height * (quarter / 2 * 2 + 1) / 4);
            var wanted = Corners[quarters[quarter] - '0'];
            Assert.All(pixel.Zip([wanted.Red, wanted.Green, wanted.Blue]), pair => Assert.InRange(pair.First, pair.Second - 8, pair.Second + 8));
        }
    }

    [Fact]
    public void LargeJpegMayComeOutSmaller()
    {
        byte[] jpeg = PictureFiles.Encode(960, 720, (x, y) => new SKColor((byte)(x / 4), (byte)(y / 3), 90), SKEncodedImageFormat.Jpeg);
        var image = ImageDecoder.Decode(jpeg, "large.jpg", new ImageLimits { EnoughSide = 416 });
        Assert.Equal((480, 360, 960, 720), (image.Width, image.Height, image.OriginalWidth, image.OriginalHeight));
        Assert.All(Pixel(image, 240, 180).Zip([480 / 4, 360 / 3, 90]), pair => Assert.InRange(pair.First, pair.Second - 4, pair.Second + 4));
    }

    [Theory]
    [InlineData("huge.png", "50000x50000 pixels are too many")]
    [InlineData("huge.jpg", "50000x50000 pixels are too many")]
    [InlineData("none.png", "0x5 pixels")]
    [InlineData("half.jpg", "cut off")]
    [InlineData("half.png", "cut off")]
    [InlineData("start.jpg", "damaged picture")]
    [InlineData("text.jpg", "not a JPEG, PNG, WebP, GIF or BMP")]
    [InlineData("empty.jpg", "empty")]
    public void BadFilesAreToldInOneLine(string name, string reason)
    {
        byte[] photo = PictureFiles.Encode(64, 64, (x, y) => new SKColor((byte)(x * y), (byte)(x * 3), (byte)(y * 7)),
            name.EndsWith("png") ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg);
        byte[] bytes = name switch
        {
            "huge.png" => PictureFiles.PngHeader(50_000, 50_000),
            "huge.jpg" => PictureFiles.JpegHeader(50_000, 50_000),
            "none.png" => PictureFiles.PngHeader(0, 5),
            "start.jpg" => photo[..30],
            "text.jpg" => "<html>404</html>"u8.ToArray(),
            "empty.jpg" => [],
            _ => photo[..(photo.Length / 2)],
        };
        using var folder = new TemporaryFolder();
        string path = folder.Write(name, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, "a bad file must not cost memory");
        Assert.StartsWith(path, error.Message);
        Assert.Contains(reason, error.Message);
        Assert.Contains(';', error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void MissingFileIsNamed() =>
        Assert.Contains("no such picture", Assert.Throws<FileNotFoundException>(() => ImageDecoder.Decode("nowhere.jpg")).Message);

    [Fact]
    public void FileBeyondTheLimitIsRefused()
    {
        using var stream = new MemoryStream(Jpeg());
        Assert.Contains("larger than 100 bytes",
            Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(stream, "big", new ImageLimits { MaxBytes = 100 })).Message);
    }

    [Fact]
    public void DamagedBytesAreNeverMoreThanInvalidData()
    {
        byte[][] seeds = [Jpeg(), PictureFiles.Encode(20, 20, Quarter, SKEncodedImageFormat.Png), PictureFiles.WithOrientation(Jpeg(), 6),
            PictureFiles.CmykJpeg(1, 2, 3, 4)];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Byte.Array[1, 6], Gen.Int[0, 5000].Array[6], Gen.Int[0, 5000]).Sample((seed, values, places, length) =>
        {
            byte[] bytes = [.. seeds[seed]];
            for (int i = 0; i < values.Length; i++) bytes[places[i] % bytes.Length] = values[i];
            try { ImageDecoder.Decode(bytes.AsSpan(0, length % 3 == 0 ? length % bytes.Length : bytes.Length), "fuzz"); }
            catch (InvalidDataException) { }
        }, iter: 3000);
    }

    private static byte[] Pixel(DecodedImage image, int x, int y) => image.Rgb.AsSpan(3 * (y * image.Width + x), 3).ToArray();
}
