using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation.Tests;

public class PhraseGroundingTests
{
    private static readonly DetectorInfo Detector = new()
    {
        Name = "toy", Sha256 = "00", FeatureWidth = 2, ClassNames = ["dog", "sports ball", "person"]
    };

    // A dog, a ball, a person, another dog, and a cell of a grid.
    private static readonly RegionSet Seen = new(10, 10, new float[20], new float[5], [0, 1, 2, 0, RegionSet.Cell], null, new float[10]);

    [Theory]
    [InlineData("two dogs", "dogs:03", "two:03")]
    [InlineData("the brown dog and a ball", "brown:03", "dog:03", "ball:1")]
    [InlineData("people on the beach", "people:2", "beach:01234")]
    [InlineData("a Dog .", "Dog:03")]
    [InlineData("dogs play with balls", "dogs:03", "play:03", "balls:1")]
    [InlineData("it is on the")]
    public void WordsOfAPhraseAreJoinedWithTheRegionsItNames(string sentence, params string[] expected)
    {
        ISubwordTokenizer tokenizer = BpeLearner.Learn([sentence], 60);
        int[] pieces = tokenizer.Encode(sentence);
        byte[] edges = new byte[pieces.Length * 6];
        new PhraseGrounding(tokenizer, Detector).Join(pieces, Seen, edges, 6);
        List<PieceWords> words = PieceWords.Of([.. pieces.Select(tokenizer.IdToPiece)], 0, pieces.Length);
        var found = words.Select(word => (word.Text, Regions: Regions(word.Start), Word: word)).Where(word => word.Regions.Length > 0).ToList();
        Assert.Equal(expected.Order(), found.Select(word => $"{word.Text}:{word.Regions}").Order());
        // All pieces of a word have its edges.
        Assert.All(found, word => Assert.All(Enumerable.Range(word.Word.Start, word.Word.End - word.Word.Start), piece =>
            Assert.Equal(word.Regions, Regions(piece))));

        string Regions(int piece) => string.Concat(Enumerable.Range(0, 6).Where(region => edges[(piece * 6) + region] != 0));
    }

    [Fact]
    public void EdgesDoNotDependOnHowWordsAreCut()
    {
        BpeTokenizer tokenizer = BpeLearner.Learn(TinyTranslator.Lines, 120);
        var grounding = new PhraseGrounding(tokenizer, Detector);
        const string Sentence = "two dogs play with a ball .";
        Assert.Equal(OfWords(tokenizer.Encode(Sentence)), OfWords(tokenizer.Encode(Sentence, new Random(3), dropout: 1)));

        string[] OfWords(int[] pieces)
        {
            byte[] edges = new byte[pieces.Length * 5];
            grounding.Join(pieces, Seen, edges, 5);
            return [.. PieceWords.Of([.. pieces.Select(tokenizer.IdToPiece)], 0, pieces.Length)
                .Select(word => string.Join(',', edges[(word.Start * 5)..((word.Start * 5) + 5)]))];
        }
    }

    [Fact]
    public void ABatchHasEdgesWhereItsLayoutJoins()
    {
        SourceLayout layout = TinyTranslator.Layout();
        SourceExample[] examples = TinyTranslator.Examples(4);
        using var batch = new SourceBatcher(layout).Build(examples);
        Assert.Equal([4, batch.Tokens.shape[1], batch.Regions!.shape[1]], batch.Edges!.shape);
        byte[] edges = batch.Edges.bytes.ToArray();
        int row = edges.Length / 4, places = (int)batch.Regions.shape[1];
        for (int i = 0; i < 4; i++)
        {
            byte[] expected = new byte[row];
            if (examples[i].HasRegions)
                layout.Grounding!.Join(examples[i].Text, examples[i].Regions!, expected.AsSpan(SourceLayout.TextStart * places), places);
            Assert.Equal(expected, edges[(i * row)..((i + 1) * row)]);
        }

        Assert.Equal(2, Enumerable.Range(0, 4).Count(i => edges[(i * row)..((i + 1) * row)].Contains((byte)1)));
        using var without = new SourceBatcher(layout with { Grounding = null }).Build(examples);
        Assert.Null(without.Edges);
    }

    [Fact]
    public void OnlyFamiliesThatReadEdgesHaveThem()
    {
        ModelOptions graph = TinyTranslator.Options() with { Family = "graph-fusion" };
        Assert.NotNull(SourceLayout.For(graph, TinyTranslator.Tokenizer, TinyTranslator.Detector).Grounding);
        Assert.Null(SourceLayout.For(TinyTranslator.Options(), TinyTranslator.Tokenizer, TinyTranslator.Detector).Grounding);
    }
}
