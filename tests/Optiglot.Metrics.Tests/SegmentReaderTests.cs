using System.IO.Compression;
using System.Text;
using CsCheck;

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
    public void EmptyFilesAreAnErrorAndEmptyLinesAreNot()
    {
        string none = Write("none.txt", ""), line = Write("line.txt", "\n");
        Assert.Contains($"{none} has no lines", Assert.Throws<InvalidDataException>(() => SegmentReader.Read(none, [none]).Count()).Message);
        Assert.Single(SegmentReader.Read(line, [line]));
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
    public void ArbitraryBytesAreLinesOrInvalidData() => Gen.Select(Gen.Byte.Array[0, 80], Gen.Bool, Gen.Bool).Sample((bytes, text, packed) =>
    {
        if (text) bytes = [.. bytes.Select(b => (byte)(b % 3 == 0 ? '\n' : 'a' + b % 26))];
        if (packed) bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, .. bytes];
        try
        {
            string[] lines = SegmentReader.ReadLines("-", new MemoryStream(bytes));
            if (text && !packed)
                Assert.Equal(Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n').Length, string.Join('\n', lines).TrimEnd('\n').Split('\n').Length);
        }
        catch (InvalidDataException error)
        {
            Assert.Contains("standard input", error.Message);
        }
    }, iter: 2000);

    [Fact]
    public void SourcesAreReadBesideOrInPlaceOfReferences()
    {
        string hypotheses = Write("h.txt", "a\nb\n"), sources = Write("s.txt", "x\ny\n"), shorter = Write("t.txt", "x\n");
        Assert.Equal([("b", 1, "y")],
            SegmentReader.Read(hypotheses, [hypotheses], sources: sources).Skip(1).Select(s => (s.Hypothesis, s.References.Length, s.Source!)));
        Assert.Equal([0, 0], SegmentReader.Read(hypotheses, [], sources: sources).Select(s => s.References.Length));
        Assert.Null(SegmentReader.Read(hypotheses, [hypotheses]).First().Source);
        Assert.Contains($"{shorter} has 1",
            Assert.Throws<InvalidDataException>(() => SegmentReader.Read(hypotheses, [hypotheses], sources: shorter).Count()).Message);
        Assert.Contains("at least one reference", Assert.Throws<ArgumentException>(() => SegmentReader.Read(hypotheses, [])).Message);
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
