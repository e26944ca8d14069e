using Optiglot.Training;

namespace Optiglot.DemoWorld.Tests;

/// <summary>The whole method on a small world. A model that is blind to pictures cannot pass, nor can one that guesses.</summary>
public sealed class DemoSystemTests
{
    private static DemoOptions Small(string folder) => new()
    {
        Folder = folder,
        World = new() { Seed = 2, Pairs = 300, Train = 1000, Dev = 60, Test = 160, AmbiguousNouns = 4, PlainNouns = 5, Colours = 4, PluralChance = 0 },
        Training = new() { Width = 64, CaptionEpochs = 3, PairEpochs = 3, Stage1Epochs = 6, Stage2Epochs = 20, StageTokens = 384 },
        Catalogue = 20,
        Examples = 4,
    };

    [Fact]
    public void OnlyThePictureTellsTheSenseAndOnlyTheRightOne()
    {
        string folder = Directory.CreateTempSubdirectory("optiglot-demo").FullName;
        try
        {
            var result = new DemoRunner(Small(folder), NullTrainingProgress.Instance).Run();
            double Sense(DemoCondition condition) => result.Row(condition)!.Score.SenseAccuracy;
            Assert.True(Sense(DemoCondition.RightPicture) >= 0.95, $"right picture: {Sense(DemoCondition.RightPicture):P1}");
            Assert.True(Sense(DemoCondition.TwinPicture) >= 0.95, $"twin picture: {Sense(DemoCondition.TwinPicture):P1}");
            Assert.InRange(Sense(DemoCondition.WrongPicture), 0.3, 0.7);
            Assert.InRange(Sense(DemoCondition.TextOnly), 0.3, 0.7);
            double colours = result.Row(DemoCondition.RightPicture)!.Score.ColourAccuracy;
            Assert.True(colours >= 0.85, $"hidden colours: {colours:P1}");
            Assert.True(result.Row(DemoCondition.RightPicture)!.Bleu > result.Row(DemoCondition.TextOnly)!.Bleu + 10, "BLEU");
            Assert.All(result.Rows, row => Assert.True(row.Meteor is > 30 and <= 100 && row.Hypotheses.Count == 160));
            Assert.Contains("Does the picture help?", File.ReadAllText(Path.Combine(folder, DemoRunner.ReportFile)));

            var again = new DemoRunner(Small(folder), NullTrainingProgress.Instance).Run();
            Assert.Equal(result.Rows.Select(r => (r.Bleu, r.Score.RightSense)), again.Rows.Select(r => (r.Bleu, r.Score.RightSense)));
            Assert.All(again.Curves, curve => Assert.NotEmpty(curve.Points));
            var other = Small(folder) with { Language = "fr" };
            Assert.Contains("other options", Assert.Throws<InvalidDataException>(() => new DemoRunner(other, NullTrainingProgress.Instance).Run()).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
