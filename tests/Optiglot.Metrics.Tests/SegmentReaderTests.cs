using System.IO.Compression;
using System.Text;

namespace Optiglot.Metrics.Tests;

public sealed class SegmentReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-metrics-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OnlyLineFeedsEndLines()
    {
        string file = Write("a.txt", "\ufeffone\r\ntwo\rstill two\n\u2028three\n\nfive");
        Assert.Equal(["one", "two\rstill two", "\u2028three", "", "five"], SegmentReader.ReadLines(file));
    }

    [Fact]
    public void GzipIsToldByContentAndStandardInputByADash()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write("x\ny\n"u8);
        File.WriteAllBytes(Path.Combine(folder, "packed.txt"), packed.ToArray());
        packed.Position = 0;
        Assert.Equal(["x", "y"], SegmentReader.ReadLines(Path.Combine(folder, "packed.txt")));
        Assert.Equal(["x", "y"], SegmentReader.ReadLines("-", packed));
        Assert.Equal(["z"], SegmentReader.ReadLines("-", new MemoryStream("z"u8.ToArray())));
        Assert.Empty(SegmentReader.ReadLines("-", new MemoryStream()));
    }

    [Fact]
    public void LinesLongerThanTheBufferAreRead()
    {
        string line = new('ä', 400_000);
        Assert.Equal([line, "b"], SegmentReader.ReadLines(Write("long.txt", line + "\nb\n")));
    }

    [Fact]
    public void DifferentLineCountsNameEveryFile()
    {
        string hypotheses = Write("h.txt", "a\nb\nc\n"), reference = Write("r.txt", "a\nb\n");
        var error = Assert.Throws<InvalidDataException>(() => SegmentReader.Read(hypotheses, [reference]).Count());
        Assert.Contains($"{hypotheses} has 3, {reference} has 2", error.Message);
    }

    [Fact]
    public void BadUtf8NamesFileLineAndByte()
    {
        string file = Path.Combine(folder, "latin1.txt");
        File.WriteAllBytes(file, [.. "good\nM"u8, 0xE4, .. "dchen\n"u8]);
        var error = Assert.Throws<InvalidDataException>(() => SegmentReader.ReadLines(file));
        Assert.Contains($"{file}, line 2: not UTF-8 (0xE4 at byte 2", error.Message);
    }

    [Fact]
    public void DamagedGzipAndMissingFilesAreClear()
    {
        string file = Path.Combine(folder, "broken.gz");
        File.WriteAllBytes(file, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9]);
        Assert.Contains("damaged gzip", Assert.Throws<InvalidDataException>(() => SegmentReader.ReadLines(file)).Message);
        Assert.Contains("does not exist", Assert.Throws<FileNotFoundException>(() => SegmentReader.ReadLines(Path.Combine(folder, "none"))).Message);
        Assert.Contains("is a folder", Assert.Throws<FileNotFoundException>(() => SegmentReader.ReadLines(folder)).Message);
        Assert.Contains("only one", Assert.Throws<ArgumentException>(() => SegmentReader.Read("-", ["-"])).Message);
    }

    [Fact]
    public void StreamedFilesScoreAndReportReadersErrors()
    {
        string hypotheses = Write("h.txt", "a b c d\n"), reference = Write("r.txt", "a b c d\n");
        Assert.Equal(100, new Bleu().Score(SegmentReader.Read(hypotheses, [reference])).Value, 1e-9);
        Assert.Throws<InvalidDataException>(() => new Bleu().Score(SegmentReader.Read(hypotheses, [Write("two.txt", "a\nb\n")])));
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }
}
