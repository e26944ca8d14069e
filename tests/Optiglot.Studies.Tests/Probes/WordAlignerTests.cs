using Optiglot.Metrics;
using Optiglot.Studies.Probes;

namespace Optiglot.Studies.Tests.Probes;

public sealed class WordAlignerTests
{
    private static (string[], string[]) Pair(string source, string target) => (source.Split(' '), target.Split(' '));

    [Fact]
    public void ATinyCorpusIsAlignedAsItMustBe()
    {
        // The example of Brown et al. and Koehn's book: only "the house", "the book", "a book" tell which is which.
        WordAligner aligner = WordAligner.Train([Pair("the house", "das haus"), Pair("the book", "das buch"), Pair("a book", "ein buch")],
            new WordAlignerOptions { Iterations = 20, Tension = 0, NullProbability = 0 });
        Assert.Equal([0, 1], aligner.Align(["the", "house"], ["das", "haus"]));
        Assert.Equal([1, 0], aligner.Align(["book", "the"], ["das", "buch"]));
        Assert.Equal([-1, 0], aligner.Align(["the", "book"], ["buch"]));
        Assert.Equal([], aligner.Align([], ["das"]));
    }

    [Fact]
    public void ProbabilitiesAreThoseOfModelOne()
    {
        // Koehn, "Statistical machine translation" (2010), figure 4.6: after one pass t(das|the) = 0.5 and t(haus|the) = 0.25, so t(haus|house) = 0.5 wins the
        // second word.
        var table = LexicalTable.Train([([0, 1], [0, 1]), ([0, 2], [0, 2]), ([3, 2], [3, 2])], new WordAlignerOptions
        {
            Iterations = 1, Tension = 0, NullProbability = 0
        });
        Assert.Equal([0, 1], table.Best([0, 1], [0, 1]));
    }

    [Fact]
    public void PlaceDecidesBetweenEqualWords()
    {
        WordAligner aligner = WordAligner.Train([.. Enumerable.Repeat(Pair("a red dog and a red cat", "ein roter hund und eine rote katze"), 3),
            Pair("a dog", "ein hund"), Pair("a cat", "eine katze")]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], aligner.Align("a red dog and a red cat".Split(' '), "ein roter hund und eine rote katze".Split(' ')));
    }

    [Fact]
    public void HiddenWordsAreRightWhereTheAlignedWordsStemIs()
    {
        WordAligner aligner = WordAligner.Train(
            [Pair("two dogs", "zwei hunde"), Pair("two cats", "zwei katzen"), Pair("dogs run", "hunde rennen"), Pair("cats run", "katzen rennen")]);
        AlignedWordScorer scorer = new(aligner, new WordStemmer("de"));
        string[] source = ["two", "dogs", "run"], reference = ["zwei", "hunde", "rennen"];
        Assert.Equal([true], scorer.Score(source, [1], reference, ["zwei", "hund", "rennt"]));
        Assert.Equal([false], scorer.Score(source, [1], reference, ["zwei", "katzen", "rennen"]));
        Assert.Equal([null, true], scorer.Score(source, [0, 1], ["hunde"], ["hunde"]));
    }

    [Fact]
    public void OnRealDataNounsFindTheirTranslations()
    {
        var recipe = ProbeData.Recipe("de");
        ProbeFiles files = new(recipe, ProbeData.Data(recipe));
        var pairs = files.Pairs(["test_2016_flickr"]);
        Assert.Equal(30_000, pairs.Count);
        WordAligner aligner = WordAligner.Train(pairs);
        (string Word, string Stem)[] known = [("dog", "hund"), ("shirt", "hemd|t-shirt|oberteil|shirt|trikot"), ("ball", "ball|fußball|tennisball|basketball"),
            ("street", "straß"), ("woman", "frau"), ("water", "wasser"), ("guitar", "gitarr")];
        foreach (var (word, stem) in known)
        {
            var found = pairs.SelectMany(pair => pair.Source.Index().Where(each => each.Item == word)
                .Select(each => (pair.Target, At: aligner.Align(pair.Source, pair.Target)[each.Index])))
                .Take(300).ToArray();
            var aligned = found.Where(each => each.At >= 0).ToArray();
            int right = aligned.Count(each => stem.Split('|').Any(one => each.Target[each.At].Contains(one, StringComparison.Ordinal)));
            Assert.True(aligned.Length >= 0.55 * found.Length, $"{word}: {aligned.Length} of {found.Length} aligned");
            Assert.True(right >= 0.85 * aligned.Length, $"{word}: {right} of {aligned.Length} right");
        }

        // References are right, those of the next line mostly wrong.
        HiddenSet hidden = files.Hide("test_2016_flickr", "noun");
        AlignedWordScorer scorer = new(aligner, new WordStemmer("de"));
        bool?[] own = [.. hidden.Words.SelectMany(
            (words, line) => scorer.Score(words, hidden.Positions[line], hidden.Set.Tokenized[line].Split(' '), hidden.Set.Tokenized[line].Split(' ')))];
        Assert.InRange(own.Count(mark => mark is null) / (double)own.Length, 0, 0.3);
        Assert.DoesNotContain(false, own);
    }
}
