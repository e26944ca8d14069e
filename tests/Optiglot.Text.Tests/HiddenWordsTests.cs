namespace Optiglot.Text.Tests;

public sealed class HiddenWordsTests : IDisposable
{
    private static readonly string M = HiddenWords.Marker.ToString();

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("A man in a Red shirt.", "a man in a red shirt .", "4", "A man in a # shirt.")]
    [InlineData("Red, white and blue.", "red , white and blue .", "0 2 4", "#, # and #.")]
    [InlineData("The woman's red-haired “friend” — a man’s dog.", "the woman &apos;s red-haired &quot; friend &quot; - a man &apos;s dog .", "1 5 9",
        "The #'s red-haired “#” — a #’s dog.")]
    [InlineData("A T-Shirt\u00A0with R&B on it", "a t-shirt with r &amp; b on it", "1 3", "A #\u00A0with #&B on it")]
    [InlineData("two red red dogs", "two red red dogs", "1 2", "two # # dogs")]
    [InlineData("Mr. Smith at St. Anna.", "mr. smith at st. anna .", "0 3 4", "# Smith at # #.")]
    [InlineData("black", "black", "", "black")]
    public void WordsAreHiddenInRawTextByTheirPlaceInItsTokens(string raw, string tokenized, string positions, string expected)
    {
        HiddenText hidden = HiddenWords.HideRaw(raw, tokenized, Positions(positions));
        Assert.Equal(expected.Replace("#", M), hidden.Text);
        Assert.Equal(Positions(positions), hidden.Hidden);
        Assert.Empty(hidden.Missing);
    }

    [Theory]
    // The published line has other words: what both have equally often is found, the rest is named.
    [InlineData("a blak dog and a white cat", "a black dog and a white cat", "1 5", "a blak dog and a # cat", "1")]
    [InlineData("red bus by a bus red", "red bus by red", "0 1 3", "# bus by a bus #", "1")]
    [InlineData("wait ...", "wait ...", "1", "wait ...", "1")]
    public void WordsThatCannotBeFoundAreNamed(string raw, string tokenized, string positions, string expected, string missing)
    {
        HiddenText hidden = HiddenWords.HideRaw(raw, tokenized, Positions(positions));
        Assert.Equal(expected.Replace("#", M), hidden.Text);
        Assert.Equal(Positions(missing), hidden.Missing);
        Assert.Equal(Positions(positions).Except(hidden.Missing), hidden.Hidden);
    }

    [Fact]
    public void APlaceBeyondTheLineIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HiddenWords.HideRaw("a dog", "a dog", [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HiddenWords.Hide("a dog", [-1]));
    }

    [Theory]
    [InlineData("The #'s dog, #.", "the # &apos;s dog , # .")]
    [InlineData("St. # barks. #", "st. # barks. #")]
    [InlineData("# # “#”", "# # &quot; # &quot;")]
    public void PreparedTextHasTheMarkerWhereTheWordWouldBe(string raw, string expected)
    {
        TextPreparer preparer = new(new TextOptions { LowerCase = true });
        Assert.Equal(expected.Replace("#", M), preparer.Prepare(raw.Replace("#", M)));
        Assert.Equal(expected.Replace("#", "word"), preparer.Prepare(raw.Replace("#", "word")));
    }

    [Fact]
    public void TokenisersEncodeItAsTheMaskAndDoNotLearnIt()
    {
        BpeTokenizer bpe = BpeLearner.Learn(["a red dog", "a red cat", $"a {M} dog", $"{M}, cat"], 60);
        Assert.DoesNotContain(Enumerable.Range(0, bpe.Count).Select(bpe.IdToPiece), piece => piece.Contains(HiddenWords.Marker));
        File.WriteAllLines(_file, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "dog", "cat", ","]);
        foreach (ISubwordTokenizer tokenizer in new ISubwordTokenizer[] { bpe, WordPieceTokenizer.Load(_file, lowerCase: true) })
        {
            Assert.Equal([.. tokenizer.Encode("a"), tokenizer.MaskId, tokenizer.MaskId, .. tokenizer.Encode("dog")], tokenizer.Encode($"a {M} {M} dog"));
            Assert.Equal([tokenizer.MaskId, .. tokenizer.Encode("cat"), tokenizer.MaskId], tokenizer.Encode($"{M}cat{M}"));
            Assert.Equal([tokenizer.MaskId], tokenizer.Encode(M));
            Assert.Equal("a dog", tokenizer.Decode(tokenizer.Encode($"a {M} dog")));
        }

        Assert.Equal(bpe.Encode($"a {M} dog"), bpe.Encode($"a {M} dog", new Random(1), 1e-12));
    }

    [Theory]
    [InlineData("color")]
    [InlineData("noun")]
    [InlineData("people")]
    public void InRealCaptionsEveryHiddenWordIsOneMaskAndNothingElseChanges(string kind)
    {
        int[][] positions = WordPositions.Read(Multi30K.Shared("data", "probes", $"train.{kind}.txt"));
        string[] raw = Multi30K.Raw("train", "en"), tokenized = Multi30K.Tokenized("train", "en");
        BpeTokenizer bpe = BpeLearner.Learn(tokenized.Take(5000), 4000);
        TextPreparer preparer = new(new TextOptions { LowerCase = true });
        Assert.Equal(raw.Length, positions.Length);
        int missing = 0, words = 0, moved = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            HiddenText hidden = HiddenWords.HideRaw(raw[i], tokenized[i], positions[i]);
            (missing, words) = (missing + hidden.Missing.Count, words + positions[i].Length);
            int[] ids = bpe.Encode(preparer.Prepare(hidden.Text));
            Assert.Equal(hidden.Hidden.Count, ids.Count(id => id == bpe.MaskId));
            string plain = preparer.Prepare(raw[i]);
            if (plain != tokenized[i]) continue;
            // A word hidden in its tokens and hidden in raw text is the same.
            if (!ids.SequenceEqual(bpe.Encode(HiddenWords.Hide(plain, hidden.Hidden)))) moved++;
        }

        Assert.True(missing <= words / 2000, $"{missing} of {words} words were not found");
        Assert.Equal(0, moved);
    }

    [Fact]
    public void PositionsAreReadAndMistakesNamed()
    {
        File.WriteAllText(_file, "4\n7 13\n-1\n");
        Assert.Equal([[4], [7, 13], []], WordPositions.Read(_file));
        File.WriteAllText(_file, "4\nred\n");
        Assert.Contains($"{_file}:2: 'red'", Assert.Throws<InvalidDataException>(() => WordPositions.Read(_file)).Message);
        File.WriteAllText(_file, "4 -1\n");
        Assert.Contains($"{_file}:1: '-1'", Assert.Throws<InvalidDataException>(() => WordPositions.Read(_file)).Message);
        File.WriteAllText(_file, "4\n\n2\n");
        Assert.Contains($"{_file}:2: the line is empty", Assert.Throws<InvalidDataException>(() => WordPositions.Read(_file)).Message);
        Assert.Contains("no/such.txt", Assert.Throws<FileNotFoundException>(() => WordPositions.Read("no/such.txt")).Message);
    }

    private static int[] Positions(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
