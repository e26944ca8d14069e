using Optiglot.Metrics;
using Optiglot.Studies.Probes;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Studies.Tests.Probes;

public sealed class ProbeTests
{
    private static readonly string[] English = ["red", "blue", "green", "yellow"], German = ["rot", "blau", "grün", "gelb"];

    private static EvaluationSet Set(int lines) => new()
    {
        Name = "test",
        Sources = [.. Enumerable.Range(0, lines).Select(line => new Example($"A {English[line % 4]} ball.", null, $"{German[line % 4]}-{line}.jpg"))],
        Tokenized = [.. Enumerable.Range(0, lines).Select(line => $"ein {German[line % 4]} ball .")],
        Natural = [.. Enumerable.Range(0, lines).Select(line => $"Ein {German[line % 4]} Ball.")],
    };

    private static HiddenSet Hidden(int lines) =>
        HiddenSet.Create(Set(lines), [.. Enumerable.Range(0, lines).Select(line => $"a {English[line % 4]} ball .")],
            [.. Enumerable.Range(0, lines).Select(line => line == 0 ? [] : (int[])[1])]);

    private static SetEvaluator Evaluator(Func<string, bool> sees) => new(new ReadingTranslator(), new TranslationOptions(), sees, seed: 1);

    [Fact]
    public void AModelThatLooksIsRightWithTheRightPictureOnly()
    {
        List<(long, long)> told = [];
        MaskResult found = new MaskProbe(new ColourScorer("de"), 1).Run(Evaluator(_ => true), Hidden(41), (done, all) => told.Add((done, all)));
        Assert.Equal((40, 40, 0, 1.0, 0.0), (found.Lines, found.Words, found.LeftOut, found.Right.Accuracy, found.None.Accuracy));
        Assert.Equal(["wrong", "wrong 2", "wrong 3", "wrong 4", "wrong 5"], found.Wrong.Select(condition => condition.Name));
        // A quarter of the other pictures have the same colour.
        Assert.InRange(found.WrongAccuracy, 0.1, 0.4);
        Assert.All(found.AgainstWrong, test => Assert.True(test is { OnlyFirst: > 20, OnlySecond: 0 }));
        Assert.True(found.PValue < 1e-6 && found.LinePValue < 0.001 && found.AgainstNone.PValue < 1e-6);
        Assert.Equal([(0L, 7L), (7L, 7L)], [told[0], told[^1]]);
    }

    [Fact]
    public void AModelThatGuessesIsNot()
    {
        MaskResult blind = new MaskProbe(new Constant(), 1).Run(Evaluator(_ => true), Hidden(41));
        Assert.Equal((1.0, 1.0, 0.5), (blind.PValue, blind.LinePValue, blind.Right.Accuracy));
    }

    [Fact]
    public void SeveralModelsArePooledByLine()
    {
        MaskResult one = new MaskProbe(new ColourScorer("de"), 1).Run(Evaluator(_ => true), Hidden(9)), pooled = MaskResult.Pool([one, one, one]);
        Assert.Equal((24, 8, 1.0), (pooled.Words, pooled.Lines, pooled.Right.Accuracy));
        Assert.True(pooled.PValue < one.PValue);
        Assert.Equal(one.LinePValue, pooled.LinePValue, 3);
    }

    [Fact]
    public void LinesWithoutPictureAreLeftOutAndTooFewAreRefused()
    {
        Assert.Equal(10, new MaskProbe(new ColourScorer("de"), 1)
            .Run(Evaluator(picture => picture.Contains("rot", StringComparison.Ordinal)), Hidden(41)).Lines);
        Assert.Contains("two at least",
            Assert.Throws<InvalidDataException>(() => new MaskProbe(new ColourScorer("de"), 1).Run(Evaluator(_ => false), Hidden(41))).Message);
    }

    [Fact]
    public void PositionsOfAnotherTextAreNamed()
    {
        Assert.Contains("test, line 2: has no word 7",
            Assert.Throws<InvalidDataException>(() => HiddenSet.Create(Set(2), ["a red ball .", "a blue ball ."], [[], [7]])).Message);
        Assert.Contains("correspond", Assert.Throws<InvalidDataException>(() => HiddenSet.Create(Set(2), ["a red ball ."], [[], []])).Message);
    }

    [Fact]
    public void IncongruentPicturesCostWhatTheyAreWorth()
    {
        EvaluationSet set = Hidden(41).Set;
        IncongruentProbe probe = new([new Bleu(BleuOptions.MultiBleu), Meteor.ExactAndStem("de", null)!], 1);
        // The reader copies English, so only the hidden words can match the German references.
        PictureStatistics found = probe.Run(Evaluator(_ => true), set, picture => [picture.Split('-')[0]],
            Evaluator(picture => !picture.StartsWith("rot", StringComparison.Ordinal)));
        IReadOnlyList<PictureCondition> rows = found.Compare();
        Assert.Equal(["right", "wrong", "same tags", "blurred", "none"], rows.Select(row => row.Name));
        Assert.Equal(30, found.Lines);
        double[] scores = [.. rows.Select(row => row.Scores[1].Value)];
        Assert.Null(rows[0].PValues);
        Assert.True(scores[0] > scores[1] + 5 && rows[1].PValues![1] < 0.01);
        Assert.Equal((scores[0], 1.0), (scores[2], rows[2].PValues![1]));
        Assert.Equal(scores[0], scores[3]);
        Assert.True(scores[1] > scores[4]);
        Assert.Equal(scores, PictureStatistics.Pool([found, found]).Compare().Select(row => row.Scores[1].Value), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    // Right on every other line, whatever the picture.
    private sealed class Constant : IHiddenWordScorer
    {
        private int calls;

        public string Signature => "constant";

        public bool?[] Score(string[] source, IReadOnlyList<int> positions, string[] reference, string[] hypothesis) =>
            [.. positions.Select(_ => (bool?)(calls++ % 2 == 0))];
    }
}
