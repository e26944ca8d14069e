using System.Text.Json;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.DemoWorld.Tests;

public sealed class DemoPartsTests
{
    [Fact]
    public void NobodyKeepsTheRightPictureAndEachIsUsedOnce()
    {
        foreach (int count in new[] { 2, 3, 500 })
        {
            int[] wrong = Derangement.Of(count, seed: 3);
            Assert.DoesNotContain(Enumerable.Range(0, count), i => wrong[i] == i);
            Assert.Equal(Enumerable.Range(0, count), wrong.Order());
        }
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => Derangement.Of(1, 1)).Message);
    }

    [Fact]
    public void WithinGroupsNobodyKeepsItsOwnOrLeavesTheGroup()
    {
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => $"{i * i % 7}"), "alone"];
        int[] wrong = Derangement.Within(groups, seed: 3);
        Assert.Equal(Enumerable.Range(0, groups.Length), wrong.Order());
        Assert.DoesNotContain(Enumerable.Range(0, groups.Length), i => wrong[i] == i);
        Assert.True(Enumerable.Range(0, groups.Length).Count(i => groups[wrong[i]] != groups[i]) <= 2 * groups.Count(g => g == groups[wrong[60]]));
    }

    [Fact]
    public void PiecesAreGatheredToWords()
    {
        float[][] weights = [[0.5f, 0.5f, 0f], [0.2f, 0.4f, 0.4f], [0.4f, 0.2f, 0.4f], [1f, 0f, 0f]];
        var words = WordAttention.Of(new AttentionMap(["ein▁", "Bal", "l▁", "</s>"], ["a"], 2, weights));
        Assert.Equal(["ein", "Ball"], words.Select(w => w.Text));
        Assert.Equal([0.3f, 0.4f], words[1].Regions.Select(r => MathF.Round(r, 4)));
        Assert.Equal(0.7f, words[1].OnPicture, 4);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    public void TheRecipesAreWholeAndDifferInPicturesOnly(string language)
    {
        var options = new DemoOptions { Folder = "demo", Language = language };
        string file = Path.Combine(Directory.CreateTempSubdirectory("optiglot-demo").FullName, "recipe.yaml");
        foreach (var recipe in new[] { DemoRecipes.Multimodal(options), DemoRecipes.TextOnly(options) })
        {
            RecipeFile.Save(recipe, file);
            Assert.Equal(language, RecipeFile.Load(file).Target);
        }
        var seeing = DemoRecipes.Multimodal(options);
        var blind = DemoRecipes.TextOnly(options);
        Assert.Equal((seeing.Model.Encoder, seeing.Model.Decoder), (blind.Model.Encoder, blind.Model.Decoder));
        Assert.Equal(seeing.Stage2, blind.Stage2! with { AdamBetas = seeing.Stage2!.AdamBetas });
        Assert.Null(blind.Data.Pictures);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void ExamplesGoThroughTheNounsInTurn()
    {
        var scenes = WorldGenerator.Generate(new() { Pairs = 0, Train = 1, Dev = 1, Test = 300 }).Test;
        var picked = DemoExamples.Pick(scenes, "fr", 12);
        Assert.Equal(12, picked.Distinct().Count());
        Assert.Equal(8, picked.Take(8).Select(i => scenes[i].Plan.Ambiguous.Noun).Distinct().Count());
        Assert.All(picked, i => Assert.True(scenes[i].Plan.Plain.ColourIsHidden));
    }

    [Fact]
    public void TheJsonHasTheNumbersScriptsLookFor()
    {
        var score = new AmbiguityScore { Ambiguous = 4, RightSense = 3, OtherSense = 1, HiddenColours = 2, RightColours = 1, Nouns = [], Choices = [] };
        DemoRow[] rows = [.. Enum.GetValues<DemoCondition>().Select(c => new DemoRow(c, 50.126, score)
        {
            Meteor = 60.128, Hypotheses = ["ein Hund", "zwei Hunde"]
        })];
        var result = new DemoResult { Language = "de", World = new(), BleuSignature = "s", Minutes = 4.256, Rows = rows };
        var json = JsonDocument.Parse(DemoJson.Write(result)).RootElement;
        foreach (string condition in new[] { "text_only", "right_picture", "wrong_picture" })
        {
            Assert.Equal(50.13, json.GetProperty("bleu").GetProperty(condition).GetDouble());
            Assert.Equal(0.75, json.GetProperty("ambiguous_accuracy").GetProperty(condition).GetDouble());
        }
        Assert.Equal(60.13, json.GetProperty("meteor").GetProperty("twin_picture").GetDouble());
        Assert.Equal(4.26, json.GetProperty("minutes").GetDouble());
    }

    [Fact]
    public void TheResultFileKeepsTheTranslations()
    {
        string folder = Directory.CreateTempSubdirectory("optiglot-demo").FullName;
        try
        {
            var score = new AmbiguityScore { Ambiguous = 1, RightSense = 1, OtherSense = 0, HiddenColours = 0, RightColours = 0, Nouns = [], Choices = [] };
            DemoRow[] rows = [new(DemoCondition.TextOnly, 50, score) { Hypotheses = ["ein Hund", ""] }];
            var result = new DemoResult { Language = "de", World = new(), BleuSignature = "s", Rows = rows };
            string path = DemoResultFile.Write(Path.Combine(folder, "results"), result, "./optiglot demo", "abc");
            var json = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
            Assert.Equal(("abc", "de"), (json.GetProperty("commit").GetString(), json.GetProperty("target").GetString()));
            Assert.Equal("results/demo/text_only.hyp", json.GetProperty("hypotheses").GetProperty("text_only").GetString());
            Assert.Equal("ein Hund\n\n", File.ReadAllText(Path.Combine(folder, "results", "demo", "text_only.hyp")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AForeignLanguageIsRefusedInWords() =>
        Assert.Contains("use de or fr", Assert.Throws<ArgumentException>(() => new DemoOptions { Folder = "demo", Language = "es" }.Check()).Message);
}
