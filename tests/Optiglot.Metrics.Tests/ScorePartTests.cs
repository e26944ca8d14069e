namespace Optiglot.Metrics.Tests;

/// <summary>What scores are made of, as numbers.</summary>
public class ScorePartTests
{
    [Fact]
    public void BleuHasItsCounts()
    {
        var score = (BleuScore)new Bleu().Score(["the dog runs", "a cat"], ["the dog ran home", "a cat"]);
        Assert.Equal([4, 2, 0, 0], score.Matches);
        Assert.Equal([5, 3, 1, 0], score.Totals);
        Assert.Equal((5, 6, 5.0 / 6, Math.Exp(1 - 6.0 / 5)), (score.HypothesisLength, score.ReferenceLength, score.LengthRatio, score.BrevityPenalty));
        Assert.Equal(80, score.Precisions[0], 1e-9);
    }

    [Fact]
    public void TerHasItsEdits()
    {
        var score = (TerScore)new Ter().Score(["a b c", "d"], ["a b d", "d"], ["x y z w", "d"]);
        Assert.Equal((1, 4.5, 100 / 4.5), (score.Edits, score.ReferenceLength, score.Value));
    }

    [Fact]
    public void MeteorHasPrecisionRecallAndPenalty()
    {
        var score = (MeteorScore)new Meteor(new() { Modules = [MeteorModule.Exact] }).ScoreSentence("a b", "a c d b");
        Assert.Equal((1, 0.5), (score.Precision, score.Recall));
        Assert.Equal(0.6, score.FragmentationPenalty, 1e-9);
    }
}
