using System.IO.Compression;
using System.Text;
using Optiglot.Text;

namespace Optiglot.Training.Tests;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void LinesEndAtLineFeedsOnly()
    {
        folder.Write("a.txt", "\uFEFFone\u2028still one\r\n\ntwo\rstill two\nlast");
        Assert.Equal(["one\u2028still one", "", "two\rstill two", "last"], TextLines.Read(folder["a.txt"], ""));
        folder.Write("empty.txt", "");
        Assert.Empty(TextLines.Read(folder["empty.txt"], ""));
    }

    [Fact]
    public void PackedFilesAreReadAsTheyAre()
    {
        using (GZipStream packed = new(File.Create(folder["b.txt.gz"]), CompressionLevel.Fastest)) packed.Write("eins\nzwei\n"u8);
        Assert.Equal(["eins", "zwei"], TextLines.Read(folder["b.txt"], ""));
        Assert.Equal(["eins", "zwei"], TextLines.Read(folder["b.txt.gz"], ""));
    }

    [Fact]
    public void CaptionsOfManyFilesComeInTheOrderOfTheirNames()
    {
        foreach (int part in (int[])[2, 10, 1]) folder.Write($"part-{part:D2}.tsv", $"{part}.jpg\tcaption {part}\n");
        Assert.Equal([folder["part-01.tsv"], folder["part-02.tsv"], folder["part-10.tsv"]], CaptionCorpus.Files(folder["part-*.tsv"]));
        Assert.Equal([folder["one.tsv"]], CaptionCorpus.Files(folder["one.tsv"]));
        Assert.Contains("part-x*.tsv: no file matches", Assert.Throws<FileNotFoundException>(() => CaptionCorpus.Files(folder["part-x*.tsv"])).Message);
    }

    [Fact]
    public void WhatIsNotUtf8IsNamedByItsLine()
    {
        File.WriteAllBytes(folder["c.txt"], [.. "ok\nnaïve\n"u8, .. Encoding.Latin1.GetBytes("naïve\n")]);
        Assert.Contains("c.txt:3: not UTF-8 (byte 2 of the line)", Assert.Throws<InvalidDataException>(() => TextLines.Read(folder["c.txt"], "")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedPackedFileIsAnError()
    {
        folder.Write("d.txt.gz", "this is no gzip");
        Assert.Contains("not a gzip file", Assert.Throws<InvalidDataException>(() => TextLines.Read(folder["d.txt.gz"], "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PicturesMayBeMissing()
    {
        folder.Write("s", "a\nb\nc\nd\n");
        folder.Write("t", "A\nB\nC\nD\n");
        folder.Write("p", "1.jpg\n\n-\nCOCO_3.jpg#17\n");
        Assert.Equal([new("a", "A", "1.jpg"), new("b", "B", Line: 1), new("c", "C", Line: 2), new("d", "D", "COCO_3.jpg", 3)],
            ParallelCorpus.Read(folder["s"], folder["t"], folder["p"]));
    }

    [Fact]
    public void DifferentLineCountsAreAnErrorWithBothCounts()
    {
        folder.Write("s", "a\nb\n");
        folder.Write("t", "A\nB\nC\n");
        string message = Assert.Throws<InvalidDataException>(() => ParallelCorpus.Read(folder["s"], folder["t"], null)).Message;
        Assert.Contains("has 3 lines", message, StringComparison.Ordinal);
        Assert.Contains("has 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingSetNamesWhereItComesFrom()
    {
        string message = Assert.Throws<FileNotFoundException>(() =>
            new Multi30kCorpus(folder.Path).Read("train", "en", "de", CorpusForm.Raw, CorpusForm.Tok)).Message;
        Assert.Contains(Multi30kCorpus.Address, message, StringComparison.Ordinal);
        Assert.Contains("OPTIGLOT_DATA", message, StringComparison.Ordinal);
    }

    [Fact]
    public void CaptionsWithoutATabAreNamedByTheirLine()
    {
        folder.Write("c.tsv", "1.jpg\ta dog\n2.jpg a cat\n");
        Assert.Contains("c.tsv:2: no tab", Assert.Throws<InvalidDataException>(() => CaptionCorpus.ReadPairs(folder["c.tsv"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", 29000)]
    [InlineData("val", 1014)]
    [InlineData("test_2016_flickr", 1000)]
    [InlineData("test_2017_flickr", 1000)]
    [InlineData("test_2017_mscoco", 461)]
    public void Multi30kHasItsLines(string split, int lines)
    {
        Multi30kCorpus corpus = new(Path.Combine(TestData.Folder(), "multi30k"));
        foreach (CorpusForm form in Enum.GetValues<CorpusForm>())
        {
            IReadOnlyList<Example> examples = corpus.Read(split, "en", "fr", form, form);
            Assert.Equal(lines, examples.Count);
            Assert.All(examples, example => Assert.True(example.Source.Length > 0 && example.Target!.Length > 0
                && example.Picture!.EndsWith(".jpg", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void DescriptionsOfTask2BelongToTheirPictures()
    {
        Multi30kCorpus corpus = new(Path.Combine(TestData.Folder(), "multi30k"));
        IReadOnlyList<Example> descriptions = corpus.ReadDescriptions("train");
        Assert.Equal(145_000, descriptions.Count);
        Assert.All(descriptions.Take(10).Chunk(5), five => Assert.Single(five.Select(each => each.Picture).Distinct()));
        // "One is mostly the task 1 sentence."
        IReadOnlyList<Example> pairs = corpus.Read("train", "en", null, CorpusForm.Raw, CorpusForm.Raw);
        int same = Enumerable.Range(0, 1000).Count(i => descriptions.Skip(5 * i).Take(5).Any(each => Words(each.Source) == Words(pairs[i].Source)));
        Assert.InRange(same, 900, 1000);

        static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    [Fact]
    public void ARecipeReadsWhatItNamesAndEncodesItInOrder()
    {
        folder.Write("data/s", "two dogs\na dog\n\n");
        folder.Write("data/t", "zwei hunde\nein hund\nx\n");
        folder.Write("data/c.tsv", "1.jpg\tA Cat!\n");
        folder.Write("data/l", "two cats\na bird\nno third\n");
        Recipe recipe = RecipeFile.Load(folder.Write("r.yaml", """
            name: r
            data:
              set: files
              files: { train: { source: s, target: t }, val: { source: s, target: t } }
              max_dev: 1
              captions: [{ file: c.tsv }, { file: l, form: lines, max: 2 }]
            text: { source: { lower_case: true } }
            end_to_end: { max_epochs: 1 }
            """));
        RecipeData data = new(recipe, folder["data"]);
        Assert.Single(data.Dev());
        Assert.Equal([new("A Cat!", null, "1.jpg"), new("two cats"), new("a bird")], data.Captions());
        ISubwordTokenizer pieces = BpeLearner.Learn(["a cat !", "two dogs", "zwei hunde ein hund"], 60);
        EncodedExample[] encoded = data.PairEncoder(pieces, pieces).Encode(data.Train());
        Assert.Equal(["two dogs", "a dog", ""], encoded.Select(example => pieces.Decode(example.Source)));
        Assert.Equal("zwei hunde", pieces.Decode(encoded[0].Target));
        Assert.Equal("a cat !", pieces.Decode(data.CaptionEncoder(pieces).Encode(data.Captions())[0].Source));
        Assert.Equal(2, CorpusEncoder.Trainable(encoded, 100, 100).Length);
    }
}
