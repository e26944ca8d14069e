using System.Runtime.InteropServices;
using System.Text;
using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class BottomUpTsvTests
{
    private static readonly string Lxmert = Line("123", "50", "100", Base64(1L, 2L), Base64(0.4f, 0.7f), Base64(0L, 3L), Base64(0.1f, 0.2f), "2",
        Base64(0f, 0, 50, 25, 20, 10, 100, 50), Base64(1f, 2, 3, 4, 5, 6));

    [Fact]
    public void TenColumnsAreLxmerts()
    {
        var (name, regions) = Assert.Single(Read(Lxmert));
        Assert.Equal(("123.jpg", 100, 50), (name, regions.ImageWidth, regions.ImageHeight));
        Assert.Equal([0.7f, 0.4f], regions.Scores);
        Assert.Equal([2, 1], regions.ClassIds);
        Assert.Equal([3, 0], regions.AttributeIds);
        Assert.All(regions.Boxes.Zip([0.2f, 0.2f, 1, 1, 0, 0, 0.5f, 0.5f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal([4, 5, 6, 1, 2, 3], regions.Features);
    }

    [Fact]
    public void SixColumnsAreBottomUpAttentions()
    {
        string line = Line("7", "100", "50", "1", Base64(0f, 0, 50, 25), Base64(1f, 2));
        var pictures = Read(line + "\r\n" + line, ".png");
        Assert.Equal(["7.png", "7.png"], pictures.Select(picture => picture.Name));
        Assert.Equal((100, 50, 1f, RegionSet.None),
            (pictures[1].Regions.ImageWidth, pictures[1].Regions.ImageHeight, pictures[1].Regions.Scores[0], pictures[1].Regions.ClassIds[0]));
        Assert.Equal([0, 0, 0.5f, 0.5f], pictures[1].Regions.Boxes);
    }

    [Fact]
    public void RealSizesStream()
    {
        string features = Base64([.. Enumerable.Range(0, 36 * 2048).Select(i => i % 97 / 10f)]);
        string line = Line("1", "640", "480", "36", Base64([.. Enumerable.Repeat<float[]>([0, 0, 320, 240], 36).SelectMany(box => box)]), features);
        long lines = 0;
        foreach (var (_, regions) in BottomUpTsv.Read(new RepeatedStream(Encoding.ASCII.GetBytes(line + "\n"), 60), "big.tsv"))
            Assert.Equal((36, 2048, lines), (regions.Count, regions.FeatureWidth, lines++));
        Assert.Equal(60, lines);
    }

    [Theory]
    [InlineData("a\tb", "2 columns")]
    [InlineData("1\t0\t50\t1\tAAAA\tAAAA", "0x50 pixels")]
    [InlineData("1\t100\t50\tx\tAAAA\tAAAA", "num_boxes")]
    [InlineData("1\t100\t50\t1\t!!!!\tAAAA", "boxes is not base64")]
    [InlineData("1\t100\t50\t1\tAAAA\tAAAA", "boxes has 3 bytes, not 16")]
    [InlineData("1\t100\t50\t999999999\tAAAA\tAAAA", "999999999 boxes")]
    public void BadLineIsNamed(string line, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Lxmert + "\n" + line));
        Assert.StartsWith("test.tsv: line 2", error.Message);
        Assert.Contains(reason, error.Message);
        Assert.Contains(';', error.Message);
    }

    [Fact]
    public void NotANumberIsRefused() =>
        Assert.Contains("finite",
            Assert.Throws<InvalidDataException>(() => Read(Line("7", "100", "50", "1", Base64(0f, 0, 50, 25), Base64(1f, float.NaN)))).Message);

    [Fact]
    public void DamagedTableIsNeverMoreThanInvalidData() => Gen.Select(Gen.Int[0, 2000], Gen.Byte, Gen.Byte.Array[0, 60], Gen.Bool)
        .Sample((place, value, noise, own) =>
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Lxmert + "\n" + Lxmert);
        bytes[place % bytes.Length] = value;
        try { BottomUpTsv.Read(new MemoryStream(own ? noise : bytes), "fuzz").Count(); }
        catch (InvalidDataException) { }
    });

    internal static string Line(params string[] columns) => string.Join('\t', columns);

    internal static string Base64<T>(params T[] values) where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()));

    private static List<(string Name, RegionSet Regions)> Read(string table, string extension = ".jpg") =>
        [.. BottomUpTsv.Read(new MemoryStream(Encoding.ASCII.GetBytes(table)), "test.tsv", extension)];

    private sealed class RepeatedStream(byte[] bytes, int times) : Stream
    {
        private long _at;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => (long)bytes.Length * times;
        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int take = (int)Math.Min(Math.Min(count, Length - _at), bytes.Length - _at % bytes.Length);
            Array.Copy(bytes, _at % bytes.Length, buffer, offset, take);
            _at += take;
            return take;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
