using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class PictureTensorTests
{
    private static readonly InputLayout Square = new() { Name = "images", Width = 24, Height = 24 };

    [Fact]
    public void SameSizeIsCopiedInBgr()
    {
        var image = Noise(24, 24, 1);
        float[] planes = Write(image, Square);
        for (int pixel = 0; pixel < 24 * 24; pixel++)
            for (int channel = 0; channel < 3; channel++) Assert.Equal(image.Rgb[3 * pixel + 2 - channel], planes[channel * 576 + pixel]);
    }

    [Fact]
    public void PaddingLiesRightOrBelow()
    {
        float[] wide = Write(Noise(12, 6, 2), Square), high = Write(Noise(6, 12, 3), Square);
        Assert.All(wide[(12 * 24)..576], value => Assert.Equal(114, value));
        Assert.All(Enumerable.Range(0, 24), row => Assert.All(high.AsSpan(row * 24 + 12, 12).ToArray(), value => Assert.Equal(114, value)));
    }

    [Fact]
    public void MeanAndScaleAreApplied()
    {
        var image = Noise(24, 24, 4);
        float[] plain = Write(image, Square), scaled = Write(image, Square with { Channels = "RGB", Mean = [1, 2, 3], Scale = [0.5f, 0.25f, 2] });
        Assert.Equal((plain[2 * 576 + 5] - 1) * 0.5f, scaled[5], 1e-4);
        Assert.Equal((plain[5] - 3) * 2, scaled[2 * 576 + 5], 1e-4);
    }

    /// <summary>Bilinear sampling at half-pixel centres, one output at a time.</summary>
    [Fact]
    public void ResizingAgreesWithItsSlowTwin() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.UInt).Sample((width, height, seed) =>
    {
        var image = Noise(width, height, (int)seed);
        var placement = Placement.Of(Square, width, height);
        float[] planes = Write(image, Square);
        for (int y = 0; y < placement.PlacedHeight; y++)
            for (int x = 0; x < placement.PlacedWidth; x++)
            {
                double atX = Math.Clamp((x + 0.5) * width / placement.PlacedWidth - 0.5, 0, width - 1),
                    atY = Math.Clamp((y + 0.5) * height / placement.PlacedHeight - 0.5, 0, height - 1);
                double wanted = 0;
                for (int row = 0; row < height; row++)
                    for (int column = 0; column < width; column++)
                        wanted += Math.Max(0, 1 - Math.Abs(atX - column)) * Math.Max(0, 1 - Math.Abs(atY - row)) * image.Rgb[3 * (row * width + column) + 1];
                Assert.Equal(wanted, planes[576 + y * 24 + x], 0.01);
            }
    }, iter: 60);

    [Fact]
    public void MuchLargerPicturesAreAveraged()
    {
        // Stripes one pixel wide: without averaging, black or white; with it, grey.
        byte[] rgb = new byte[3 * 96 * 96];
        for (int i = 0; i < rgb.Length; i++) rgb[i] = (byte)(i / 3 % 2 * 255);
        Assert.All(Write(new DecodedImage(96, 96, rgb), Square), value => Assert.InRange(value, 126, 129));
    }

    [Theory]
    [InlineData("letterbox", 100, 50, 24, 24, 24, 12)]
    [InlineData("letterbox", 224, 224, 24, 24, 24, 24)]
    [InlineData("letterbox", 5000, 1, 24, 24, 24, 1)]
    [InlineData("stretch", 100, 50, 24, 24, 24, 24)]
    [InlineData("short-side", 400, 300, 800, 600, 800, 600)]
    [InlineData("short-side", 400, 100, 1000, 250, 1000, 250)]
    public void PictureIsPlacedAsTheLayoutSays(string resize, int width, int height, int inputWidth, int inputHeight, int placedWidth, int placedHeight) =>
        Assert.Equal(new Placement(inputWidth, inputHeight, placedWidth, placedHeight), Placement.Of(Square with { Resize = resize }, width, height));

    private static float[] Write(DecodedImage image, InputLayout layout)
    {
        float[] planes = new float[3 * layout.Width * layout.Height];
        PictureTensor.Write(image, Placement.Of(layout, image.Width, image.Height), layout, planes);
        return planes;
    }

    private static DecodedImage Noise(int width, int height, int seed)
    {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).NextBytes(rgb);
        return new DecodedImage(width, height, rgb);
    }
}
