using Optiglot.Metrics;
using Optiglot.Translation;

namespace Optiglot.Training.Tests;

public sealed class SetEvaluatorTests
{
    private const int Lines = 40, Pictured = 30;

    private static readonly EvaluationSet Set = new()
    {
        Name = "test",
        Sources = [.. Enumerable.Range(0, Lines).Select(line => new Example("the thing", null, $"{line}.jpg"))],
        Tokenized = [.. Enumerable.Range(0, Lines).Select(line => PictureReader.Sentence($"{line}").ToLowerInvariant())],
        Natural = [.. Enumerable.Range(0, Lines).Select(line => PictureReader.Sentence($"{line}").ToUpperInvariant())],
    };

    private static IReadOnlyList<SetScore> Score(bool lowerCase, params PictureChoice[] choices)
    {
        using var translator = new PictureReader();
        return new SetEvaluator(translator, new TranslationOptions(), picture => int.Parse(picture.Split('.')[0]) < Pictured, seed: 1, lowerCase)
            .Score(Set, choices);
    }

    [Fact]
    public void EveryLineIsTranslatedAndThoseWithPicturesAreScoredAlone()
    {
        IReadOnlyList<SetScore> scores = Score(false, PictureChoice.Right, PictureChoice.Wrong, PictureChoice.None);
        Assert.Equal(
            ["test", "test.with_photos.right_pictures", "test.wrong_pictures", "test.with_photos.wrong_pictures", "test.none_pictures",
                "test.with_photos.none_pictures"],
            scores.Select(score => score.Key));
        Assert.Equal([Lines, Pictured, Lines, Pictured, Lines, Pictured], scores.Select(score => score.Lines.Count));
        Assert.Equal(100, scores[1].Tokenized.Value, 6);
        Assert.True(scores[3].Tokenized.Value < 90 && scores[0].Tokenized.Value is > 90 and < 100);
    }

    [Fact]
    public void WrongPicturesAreAlwaysAnotherLinesAndAllOfThemAreUsed()
    {
        SetScore wrong = Score(false, PictureChoice.Right, PictureChoice.Wrong)[3];
        Assert.All(wrong.Lines, (line, i) => Assert.NotEqual(Set.Tokenized[line], wrong.Hypotheses[i]));
        Assert.Equal(Set.Tokenized.Take(Pictured).Order(), wrong.Hypotheses.Order());
    }

    [Fact]
    public void OutputWithoutCaseIsScoredWithoutCaseAndTheSignatureSaysSo()
    {
        SetScore cased = Score(false, PictureChoice.Right)[0], uncased = Score(true, PictureChoice.Right)[0];
        Assert.True(cased.Natural.Value < 10 && uncased.Natural.Value > 50);
        Assert.Contains("case:mixed", cased.Natural.Signature, StringComparison.Ordinal);
        Assert.Contains("case:lc", uncased.Natural.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void MeteorStandsBesideBleuOnTheScaleOfPapers()
    {
        using var translator = new PictureReader();
        SetEvaluator evaluator = new(translator, new TranslationOptions(), picture => int.Parse(picture.Split('.')[0]) < Pictured, seed: 1,
            meteor: Meteor.ExactAndStem("de", null));
        IReadOnlyList<SetScore> scores = evaluator.Score(Set, [PictureChoice.Right, PictureChoice.Wrong]);
        Assert.Equal(100, scores[1].Meteor!.Value, 6);
        Assert.True(scores[3].Meteor is { Value: > 50 and < 99 } wrong && wrong.Signature.Contains("modules:exact+stem", StringComparison.Ordinal));
        Assert.Null(Score(false, PictureChoice.Right)[0].Meteor);
    }

    [Fact]
    public void ResultFilesHaveMeteor()
    {
        using var translator = new PictureReader();
        SetEvaluator evaluator = new(translator, new TranslationOptions(), _ => false, seed: 1, meteor: Meteor.ExactAndStem("de", null));
        using TemporaryFolder folder = new();
        string path = RunReport.Write(folder.Path, new Recipe { Name = "toy" }, new EvaluationResult(evaluator.Score(Set, [PictureChoice.Right]), []), 1,
            "command", "commit");
        ExperimentResult read = ResultFile.Read(path);
        Assert.True(read.Scores["test"] is { Meteor: > 10 and < 100, MeteorSignature: { } signature }
            && signature.Contains("lang:de", StringComparison.Ordinal));
        Assert.Null(read.Scores["test.detokenized"].Meteor);
    }

    [Fact]
    public void AnEffectOfPicturesIsTestedAgainstChance()
    {
        PictureEffect[] effects = [.. PictureTest.Run(Set, Score(false, PictureChoice.Right, PictureChoice.Wrong, PictureChoice.None))];
        Assert.Equal([PictureChoice.Wrong, PictureChoice.None], effects.Select(effect => effect.Against));
        Assert.All(effects, effect => Assert.True(effect is { Right: > 99.9, Other: < 90, PValue: < 0.01, Lines: Pictured }));
        Assert.Empty(PictureTest.Run(Set, Score(false, PictureChoice.Right)));
    }

    [Fact]
    public void NoEffectIsChance()
    {
        SetScore right = Score(false, PictureChoice.Right, PictureChoice.Wrong)[1];
        PictureEffect effect = Assert.Single(PictureTest.Run(Set, [right, right with { Pictures = PictureChoice.Wrong }]));
        Assert.True(effect.PValue > 0.05);
    }
}
