using System.IO.Compression;
using Optiglot.Testing;

namespace Optiglot.Metrics.Onnx.Tests;

/// <summary>Pieces are those of the SentencePiece library (0.1.97) on the same small model.</summary>
public class SentencePieceModelTests
{
    private const ulong Unigram = 1, Bpe = 2;

    // Made by the library's trainer, packed by gzip: … to ..., Ａ to A, ﬁ to fi, xx to y, ä to a, ä with U+0308 to b, tab and U+200B to a space.
    private const string Map =
        "H4sIAAAAAAACAyXTBcxXVRgH4PN9YwwYDEZIgyAMJT4paelUEJCUkJSu0SkNH61S0iAdSoN010Z3NyNGlyL5/OVuz/mdu3Pudu993xPihBA+DSF+ohC5BvRMH0JiOc99PBlb2JAl" +
        "OiQQozKFEC2XGQdaT2g+p18IcWUSDycjKSlITko+ITWpSEsaNu+PDulkRjKQ6eMrhM/ITFaykI0FK0P4Qn5ODrKTi5x8SQx5yE0+8vIV+SlIAXxCKERRivA1xShBcUpRkjKUphxl" +
        "qUB5KlGRb/mGKlSmKt9RnWrU4HtqUZM61OYH6lKfejSkAY34kSY0phlN+YnmtKQFrWlFW9rQnnZ0pAM9/YxOsgud6UZXetCdXpE99KE3Shb60p+fGRgpPIMZxFCGMJxhjCCWUYxk" +
        "DKMZx1h+5RfG8xsTmcBkJjGF35nGVGYwnVnMZA6zmcsfzGceCyP1ZzGLWMoS/mQZy/kLLRJWsJpVrGUN61nHBv5mExvZEulBtrGVHWxnFzvZw272sZcD7Odg8qiwa1FUOBSZc4TD" +
        "HOMoJzjOKU5yhtOc4ywXOM8lLnKFy1zjKje4zi1ucptH6aLCXXknshYbFe7JB9yPrPGQJzzmGU95wXP+4SWv+JfX/Mdb3vCed/+fvZiYGKegie5r0Vq7fAAMYgf3FQQAAA==";

    [Theory]
    [InlineData("ab a", "▁ab ▁a")]
    [InlineData("ab", "▁ab")]
    [InlineData("a", "▁a")]
    [InlineData("b", "▁ b")]
    [InlineData("x", "▁ x")]
    [InlineData("aba b", "▁ab a ▁ b")]
    [InlineData("a x b", "▁a ▁ x ▁ b")]
    [InlineData("ab xy a", "▁ab ▁ xy ▁a")]
    [InlineData("axb", "▁a x b")]
    [InlineData("  a  b ", "▁a ▁ b")]
    [InlineData("😀a", "▁ 😀 a")]
    [InlineData("", "")]
    [InlineData("xx xx", "▁ xx ▁ xx")]
    [InlineData("ba ab", "▁ b a ▁ab")]
    [InlineData("b ", "▁ b")]
    [InlineData("   ", "")]
    [InlineData("😀", "▁ 😀")]
    [InlineData("\ufffd", "▁ \ufffd")]
    public void PiecesAreThoseOfTheLibrary(string line, string expected) => AssertPieces(line, expected, null);

    [Theory]
    [InlineData("ä\u200bäb", "▁a ▁ab")]
    [InlineData("…", "▁ ...")]
    [InlineData("aä xx xb", "▁a a ▁ y ▁ x b")]
    [InlineData("ﬁ\tab", "▁ fi ▁ab")]
    [InlineData("Ａ", "▁ A")]
    [InlineData("\u200bＡ", "▁ A")]
    [InlineData("äb", "▁ab")]
    [InlineData("xxx", "▁ yx")]
    [InlineData("\u200b", "")]
    [InlineData("ab\u200b…ä", "▁ab ▁ ... a")]
    [InlineData("ä\u0308", "▁ b")]
    [InlineData("ä\u0308\u0308 b", "▁ b \u0308 ▁ b")]
    public void CharactersAreMappedAsTheLibraryDoes(string line, string expected) => AssertPieces(line, expected, Unpacked());

    [Fact]
    public void ADamagedMapIsToldOrLeftAlone()
    {
        byte[] map = Unpacked();
        Assert.Equal("fi...", Mapped(map, "ﬁ…"));
        foreach (byte[] damaged in (byte[][])[[1], [0, 0, 0, 0, 0], map[..^1], [255, 255, 255, 255, .. map[4..]], [2, .. map[1..]]])
            Assert.Contains("character map is damaged", Assert.Throws<InvalidDataException>(() => new CharacterMap(damaged)).Message);
        var random = new Random(1);
        for (int round = 0; round < 2000; round++)
        {
            byte[] changed = [.. map];
            for (int i = 0; i < 20; i++) changed[random.Next(4, map.Length - 1)] = (byte)random.Next(256);
            Assert.NotNull(Mapped(changed, "aä xx ﬁ… Ａ\t\u200b"));
        }
    }

    [Fact]
    public void OtherFilesAreOneLine()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "this is no such file");
            Assert.StartsWith($"{file}: not a SentencePiece model", Assert.Throws<InvalidDataException>(() => SentencePieceModel.Open(file)).Message);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Contains("no such SentencePiece model", Assert.Throws<FileNotFoundException>(() => SentencePieceModel.Open(file)).Message);
    }

    private static string Mapped(byte[] map, string text) => new PieceNormalizer(new PieceModelFile(new CharacterMap(map), false, false, false))
        .Normalize(text);

    private static byte[] Unpacked()
    {
        using GZipStream packed = new(new MemoryStream(Convert.FromBase64String(Map)), CompressionMode.Decompress);
        using MemoryStream map = new();
        packed.CopyTo(map);
        return map.ToArray();
    }

    private static void AssertPieces(string line, string expected, byte[]? map)
    {
        foreach (ulong type in (ulong[])[Unigram, Bpe])
        {
            using var tiny = TinyMetric.Joint(type, map);
            var model = SentencePieceModel.Open(Path.Combine(Path.GetDirectoryName(tiny.Path)!, "pieces.model"));
            Assert.Equal((type, expected), (type, string.Join(' ', model.Split(line))));
            Assert.Equal(64, model.Sha256.Length);
        }
    }
}
