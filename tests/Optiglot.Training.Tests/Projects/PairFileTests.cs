using System.IO.Compression;
using System.Text;

namespace Optiglot.Training.Tests;

public sealed class PairFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private IReadOnlyList<PairRow> Read(string name, string text, PairColumns? columns = null) =>
        PairFile.Read([folder.Write(name, text)], columns ?? new(), "en", "cs");

    private static readonly PairRow[] Two = [new(2, "A dog, \"Rex\", runs.", "Pes běží.", "a/1.jpg"), new(3, "Two; men", "Dva muži", null)];

    [Theory]
    [InlineData("a.csv", "source,target,picture\n\"A dog, \"\"Rex\"\", runs.\",Pes běží.,a/1.jpg\nTwo; men,Dva muži,\n")]
    [InlineData("a.csv", "Photo,EN , cs\r\n./a/1.jpg,\"A dog, \"\"Rex\"\", runs.\",Pes běží.\r\n-,Two; men,Dva muži\r\n")]
    [InlineData("a.csv", "src;tgt;image\n\"A dog, \"\"Rex\"\", runs.\";Pes běží.;a/1.jpg\n\"Two; men\";Dva muži;\n")]
    [InlineData("a.tsv", "id\tsource\ttarget\tpicture\n7\tA dog, \"Rex\", runs.\tPes běží.\ta/1.jpg\n8\tTwo; men\tDva muži\t\n\n")]
    [InlineData("a.txt", "source\ttarget\tpicture\nA dog, \"Rex\", runs.\tPes běží.\ta/1.jpg\nTwo; men\tDva muži\t")]
    [InlineData(
        "a.jsonl",
        "\n{\"target\": \"Pes běží.\", \"source\": \"A dog, \\\"Rex\\\", runs.\", \"picture\": \"a/1.jpg\"}"
        + "\n{\"source\": \"Two; men\", \"target\": \"Dva muži\"}\n")]
    public void EveryKindOfTableGivesTheSamePairs(string name, string text) => Assert.Equal(Two, Read(name, text));

    [Fact]
    public void ColumnsAreNamedOrCountedAndTheHeaderMayBeAbsent()
    {
        PairRow[] expected = [new(2, "a", "b", null)];
        Assert.Equal(expected, Read("a.csv", "Caption,x,Übersetzung\na,q,b\n", new() { Source = "caption", Target = "Übersetzung" }));
        Assert.Equal(expected, Read("a.csv", "x,y,z\nq,b,a\n", new() { Source = "3", Target = "2" }));
        Assert.Equal([new(1, "a", "b", "c.jpg"), new(2, "d", "e", null)], Read("a.csv", "a,b,c.jpg\nd,e,\n", new() { NoHeader = true }));
        Assert.Equal([new(1, "b", "c", null)], Read("a.csv", "a,b,c\n", new() { NoHeader = true, Source = "2", Target = "3", Picture = null })
            .Select(row => row with { Picture = null }));
    }

    [Fact]
    public void ABreakWithinACellIsASpaceAndLinesAreThoseOfTheFile() =>
        Assert.Equal([new(2, "one two", "jedna dvě", null), new(6, "three", "tři", null)],
            Read("a.csv", "source,target\n\"one\ntwo\",\"jedna\n\ndvě\"\nthree,tři\n"));

    [Fact]
    public void FilesThatCorrespondAreReadLineByLinePackedOrNot()
    {
        folder.Write("a.en", "one\ntwo\n");
        using (FileStream file = File.Create(folder["a.cs.gz"]))
        using (GZipStream packed = new(file, CompressionMode.Compress)) packed.Write("jedna\ndvě\n"u8);
        folder.Write("a.pics", "1.jpg\n-\n");
        Assert.Equal([new(1, "one", "jedna", "1.jpg"), new(2, "two", "dvě", null)],
            PairFile.Read([folder["a.en"], folder["a.cs"], folder["a.pics"]], new(), "en", "cs"));
        folder.Write("short.en", "one\n");
        Assert.Contains("2 lines", Assert.Throws<InvalidDataException>(() => PairFile.Read([folder["short.en"], folder["a.cs"]], new(), "en", "cs")).Message);
    }

    [Theory]
    [InlineData("a.csv", "source,target\na,b\nc,d,e\n", "a.csv:3: has 3 cells, the first line 2")]
    [InlineData("a.csv", "source,target\na,b\n\"c,d\ne,f\ng,h\n", "a.csv:3: a quote (\") opens in this row")]
    [InlineData(
        "a.csv", "source,targt\na,b\n",
        "a.csv: has no column 'target' or 'tgt' or 'cs'; it has 'source', 'targt'; did you mean --target-column targt?")]
    [InlineData("a.csv", "one,two\na,b\n", "--no-header where the first line is a pair")]
    [InlineData("a.jsonl", "{\"source\": \"a\", \"target\": \"b\"}\n{\"source\": \"a\", \n", "a.jsonl:2: not JSON")]
    [InlineData("a.jsonl", "{\"source\": \"a\", \"target\": 3}\n", "a.jsonl:1: target is no text")]
    [InlineData("a.jsonl", "[1]\n", "a.jsonl:1: is no JSON object")]
    [InlineData("a.jsonl", "{\"source\": \"a\"}\n", "a.jsonl:1: has no column 'target'")]
    [InlineData("a.csv", "\n\n", "a.csv: is empty")]
    [InlineData("a.xlsx", "PK", "a.xlsx: is it a table?")]
    public void WhatCannotBeReadIsToldWithItsLine(string name, string text, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => Read(name, text)).Message, StringComparison.Ordinal);

    // One stray quote pairs with the next, and all between them would be one cell.
    [Fact]
    public void AStrayQuoteDoesNotSwallowTheFile()
    {
        string text = "source,target\n5\" pipe,b\n" + string.Concat(Enumerable.Repeat("c,d\n", 200)) + "6\" pipe,b\n";
        Assert.Contains("a.csv:2: a quote", Assert.Throws<InvalidDataException>(() => Read("a.csv", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherEncodingIsToldWithItsLine()
    {
        File.WriteAllBytes(folder["a.csv"], [.. "source,target\nok,ok\ncaf"u8, 0xE9, .. ",x\n"u8]);
        Assert.Contains("a.csv:3: not UTF-8", Assert.Throws<InvalidDataException>(() => PairFile.Read([folder["a.csv"]], new(), "en", "cs")).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(folder["b.csv"], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("source,target\n")]);
        Assert.Contains("b.csv:1: not UTF-8", Assert.Throws<InvalidDataException>(() => PairFile.Read([folder["b.csv"]], new(), "en", "cs")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "en,cs,picture\n", "en cs")]
    [InlineData("a.jsonl", "{\"de\": \"x\", \"fr\": \"y\"}\n", "de fr")]
    [InlineData("a.csv", "source,target\n", null)]
    [InlineData("a.csv", "en,de,fr\n", null)]
    public void LanguagesAreGuessedFromNames(string name, string text, string? codes)
    {
        (string From, string To)? guess = ProjectLanguages.Guess([folder.Write(name, text)]);
        Assert.Equal(codes, guess is { } found ? $"{found.From} {found.To}" : null);
        Assert.Equal(("en", "cs"), ProjectLanguages.Guess(["x/train.en.gz", "train.cs", "pics.txt"]));
    }
}
