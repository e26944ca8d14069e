using System.IO.Compression;
using System.Text;

namespace Optiglot.Metrics.Tests;

public sealed class MeteorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-meteor-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("text-only", 0.5584)]
    [InlineData("bert", 0.5682)]
    public void RealSystemsScoreAsTheJavaProgramSays(string system, double expected)
    {
        var (hypotheses, references) = TestData.System(system);
        var meteor = new Meteor(new() { Language = "de", DataFolder = TestData.Folder(Path.Combine("metrics", "meteor")) });
        var score = meteor.Score(hypotheses, references);
        Assert.Equal(expected, Math.Round(score.Value / 100, 4));
        Assert.Equal(
            "nrefs:1|lang:de|norm:no|modules:exact+stem|missing:paraphrase|params:0.95,1.0,0.55,0.55|weights:1.0,0.8|function:english|version:meteor-1.5",
            score.Signature);
        Assert.Contains("without paraphrase: not comparable with published scores", score.Detail);
    }

    [Fact]
    public void OwnFunctionWordsChangeTheScoreAndTheSignature()
    {
        var (hypotheses, references) = TestData.System("bert");
        var score = new Meteor(new() { Language = "de", DataFolder = TestData.Folder(Path.Combine("metrics", "meteor")), OwnFunctionWords = true })
            .Score(hypotheses, references);
        Assert.Equal(56.54, Math.Round(score.Value, 2));
        Assert.Contains("function:german", score.Signature);
    }

    [Fact]
    public void IdentityIsPerfectAndNothingIsZero()
    {
        var meteor = new Meteor(new() { Language = "de" });
        Assert.Equal(100, meteor.ScoreSentence("ein hund läuft", "ein hund läuft").Value, 1e-9);
        Assert.Equal(0, meteor.ScoreSentence("ein hund", "zwei katzen").Value);
        Assert.Equal(0, meteor.ScoreSentence("", "").Value);
        Assert.Equal(100, meteor.Score(["ein hund", "a"], ["ein hund", "a"]).Value, 1e-9);
    }

    [Fact]
    public void FragmentationByHand()
    {
        // Six of six words match in two chunks: P = R = 1, penalty 0.6 * (2/6)^0.2 (English ranking parameters).
        double expected = 100 * (1 - 0.6 * Math.Pow(2.0 / 6, 0.2));
        Assert.Equal(expected, Exact().ScoreSentence("on the mat sat the cat", "sat the cat on the mat").Value, 1e-9);
    }

    [Fact]
    public void StemsMatchWithTheirWeight()
    {
        var meteor = new Meteor(new() { Modules = [MeteorModule.Exact, MeteorModule.Stem] });
        Assert.Equal(100 * (1 + 0.6) / 2, meteor.ScoreSentence("dogs run", "dog run").Value, 1e-9);
        double precision = 1.6 / 3, recall = 1.6 / 2, mean = 1 / (0.15 / precision + 0.85 / recall);
        Assert.Equal(100 * mean * (1 - 0.6 * Math.Pow(1.0 / 2, 0.2)), meteor.ScoreSentence("dogs run fast", "dog run").Value, 1e-9);
    }

    [Theory]
    [InlineData("aardwolves", "aardwolf")]
    [InlineData("couch", "sofa")]
    public void SynonymsOfMeteorsFiles(string hypothesis, string reference)
    {
        var meteor = new Meteor(new()
        {
            DataFolder = TestData.Folder(Path.Combine("metrics", "meteor")), Modules = [MeteorModule.Exact, MeteorModule.Synonym]
        });
        Assert.True(meteor.ScoreSentence("the " + hypothesis, "the " + reference).Value > Exact().ScoreSentence("the " + hypothesis, "the " + reference).Value);
    }

    [Fact]
    public void WordNetsOwnFilesWork()
    {
        string wordnet = Directory.CreateDirectory(Path.Combine(folder, "wordnet")).FullName;
        File.WriteAllText(Path.Combine(wordnet, "index.noun"),
            "  1 licence text\ncouch n 1 1 @ 1 0 04256520\nsofa n 1 2 @ ~ 1 0 04256520\nmouse n 1 0 1 0 00000007\nrodent n 1 0 1 0 00000007\n");
        File.WriteAllText(Path.Combine(wordnet, "noun.exc"), "mice mouse\n");
        var meteor = new Meteor(new() { DataFolder = folder, Modules = [MeteorModule.Exact, MeteorModule.Synonym] });
        Assert.Equal(1, Matches(meteor, "couches", "sofa"));
        Assert.Equal(1, Matches(meteor, "mice", "rodents"));
        Assert.Equal(0, Matches(meteor, "mice", "sofa"));
    }

    [Fact]
    public void ParaphrasesMatchPhrasesOfDifferentLengthsInBothDirections()
    {
        using (var gzip = new GZipStream(File.Create(Path.Combine(folder, "paraphrase-en.gz")), CompressionLevel.Fastest))
            gzip.Write("0.5\nin front of\nbefore\n0.1\nhouse\nthe home\n"u8);
        var meteor = new Meteor(new() { DataFolder = folder, Modules = [MeteorModule.Exact, MeteorModule.Paraphrase] });
        Assert.Equal([4, 5, 0, 0, 2, 2, 0, 0, 1, 3, 0, 0, 2], meteor.Statistics(["stands before the home"], ["stands in front of home"])[0].ToArray()[..13]);
        Assert.Equal([3, 3, 0, 0, 1, 1, 0, 0, 2, 1, 0, 0], meteor.Statistics(["the home x"], ["house y x"])[0].ToArray()[..12]);
    }

    [Fact]
    public void ModulesWithoutDataAreNamedOrRefused()
    {
        Assert.Equal([MeteorModule.Synonym, MeteorModule.Paraphrase], new Meteor(new()).AbsentModules);
        Assert.Contains("function:none", new Meteor(new()).ScoreSentence("a", "a").Signature);
        Assert.Contains("paraphrase-de.gz",
            Assert.Throws<FileNotFoundException>(() => new Meteor(new() { Language = "de", Modules = [MeteorModule.Paraphrase] })).Message);
        Assert.Contains("does not know the language 'xy'", Assert.Throws<ArgumentException>(() => new Meteor(new() { Language = "xy" })).Message);
        Assert.Contains("no parameters of the task hter for german",
            Assert.Throws<ArgumentException>(() => new Meteor(new() { Language = "de", Task = MeteorTask.Hter })).Message);
    }

    [Fact]
    public void DamagedTablesAreClear()
    {
        File.WriteAllText(Path.Combine(folder, "paraphrase-en.gz"), "0.5\nhalf\n", Encoding.UTF8);
        Assert.Contains("ends within an entry", Assert.Throws<InvalidDataException>(() => new Meteor(new() { DataFolder = folder })).Message);
    }

    [Fact]
    public void OneWordManyTimesOverIsScoredInReasonableTime()
    {
        string many = string.Join(' ', Enumerable.Repeat("a", 150)), more = many + " b " + many;
        Assert.InRange(Exact().ScoreSentence(more, many).Value, 1, 99);
    }

    private static Meteor Exact() => new(new() { Modules = [MeteorModule.Exact] });

    private static double Matches(Meteor meteor, string hypothesis, string reference) =>
        meteor.Statistics([hypothesis], [reference])[0][MeteorStatistics.Matches(1, 0)];

    [Fact]
    public void LanguagesWithoutStemmerAreScoredByWordsAndUnknownOnesNotAtAll()
    {
        Assert.Contains("modules:exact+stem|", Signature("de"));
        Assert.Contains("modules:exact|", Signature("cs"));
        Assert.Null(Meteor.ExactAndStem("tlh", null));

        static string Signature(string language) => Meteor.ExactAndStem(language, null)!.ScoreSentence("a", "a").Signature;
    }
}
