namespace Optiglot.Text.Tests;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-text").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BpeComesBackAsItWas()
    {
        BpeTokenizer bpe = BpeLearner.Learn(BpeTests.Repeat("\"newest\" \\ d&apos; été 😀", 4), 200);
        bpe.Save(At("one.json"));
        BpeTokenizer read = Assert.IsType<BpeTokenizer>(SubwordTokenizer.Load(At("one.json")));
        read.Save(At("two.json"));
        Assert.Equal(File.ReadAllBytes(At("one.json")), File.ReadAllBytes(At("two.json")));
        Assert.Equal(bpe.Model.Pieces, read.Model.Pieces);
        Assert.Equal(bpe.Encode("\"newest\" été 😀x"), read.Encode("\"newest\" été 😀x"));
        Assert.Equal(FileHash.Sha256(At("one.json")), FileHash.Sha256(At("two.json")));
    }

    [Fact]
    public void FilteredBpeComesBackAsItWas()
    {
        string[] lines = [.. BpeTests.Repeat("newest", 20), .. BpeTests.Repeat("widest", 6)];
        BpeTokenizer bpe = BpeLearner.Learn(lines, 200).WithoutRarePieces(lines, 10);
        bpe.Save(At("bpe.json"));
        Assert.Equal(bpe.Encode("widest newest"), SubwordTokenizer.Load(At("bpe.json")).Encode("widest newest"));
    }

    [Fact]
    public void WordPieceComesBackAsItWas()
    {
        File.WriteAllLines(At("vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dog", "##s"]);
        ISubwordTokenizer wordPiece = SubwordTokenizer.Load(At("vocab.txt"));
        wordPiece.Save(At("again.txt"));
        Assert.Equal("wordpiece", wordPiece.Kind);
        Assert.Equal(File.ReadAllText(At("vocab.txt")), File.ReadAllText(At("again.txt")));
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("{}", "dictionary")]
    [InlineData("""{"kind":"unigram"}""", "kind")]
    [InlineData("""{"kind":"bpe","version":2}""", "version")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["a"],"merges":[]}""", "<pad>")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>","a"],"merges":[]}""", "end-of-word")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>","▁","a","ab"],"merges":[]}""", "'ab'")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>","▁","a","a"],"merges":[]}""", "twice")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>","▁","a"],"merges":["a"]}""", "not a merge")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>","▁","a"],"merges":["xx a"]}""", "no earlier merge")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>",7],"merges":[]}""", "String")]
    [InlineData("""{"kind":"bpe","version":1,"pieces":["<pad>","<s>","</s>","<unk>","<mask>",null],"merges":[]}""", "null")]
    public void DamagedBpeFilesAreNamed(string content, string reason)
    {
        File.WriteAllText(At("bpe.json"), content);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SubwordTokenizer.Load(At("bpe.json")));
        Assert.Contains(At("bpe.json"), error.Message);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void MissingFilesSayWhereToGetThem()
    {
        Assert.Contains("huggingface.co", Assert.Throws<FileNotFoundException>(() => WordPieceTokenizer.Load(At("no"), true)).Message);
        Assert.Contains(At("no"), Assert.Throws<FileNotFoundException>(() => BpeTokenizer.Load(At("no"))).Message);
        Assert.Contains(At("no"), Assert.Throws<FileNotFoundException>(() => SubwordTokenizer.Load(At("no"))).Message);
    }

    [Fact]
    public void FailedSaveLeavesWhatWasThere()
    {
        File.WriteAllText(At("file"), "before");
        Assert.Throws<IOException>(() => AtomicFile.WriteText(At("file"), _ => throw new IOException("disk full")));
        Assert.Equal("before", File.ReadAllText(At("file")));
        Assert.Equal([At("file")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void HashIsTheStandardsExample()
    {
        File.WriteAllText(At("abc"), "abc"); // FIPS 180-2, appendix B.1
        const string expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        Assert.Equal(expected, FileHash.Sha256(At("abc")));
        FileHash.Require(At("abc"), expected.ToUpperInvariant());
        Assert.Contains(At("abc"), Assert.Throws<InvalidDataException>(() => FileHash.Require(At("abc"), new string('0', 64))).Message);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
