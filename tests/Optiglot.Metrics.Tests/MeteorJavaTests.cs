namespace Optiglot.Metrics.Tests;

/// <summary>
/// Scores of METEOR 1.5, the Java program, for what the real systems of <see cref="MeteorTests"/> do not show: colliding hashes, tasks, punctuation.
/// </summary>
public class MeteorJavaTests
{
    private static readonly string[] Hypotheses = ["The quick dogs aren't sleeping , they ran .", "\"Two men,\" he said, walk over a bridge - slowly."];
    private static readonly string[] References =
        ["The quick brown dogs were sleeping ; they ran fast .", "Two men, he said, \"walked over the bridge slowly\"!"];

    private static string Data => TestData.Folder(Path.Combine("metrics", "meteor"));

    [Theory]
    [InlineData("en", "rank", 0.2732664362931025, 0.17832287638994707, 0.2308042999196983)]
    [InlineData("en", "adq", 0.46269128371787727, 0.2868454708587639, 0.381897226136734)]
    [InlineData("en", "hter", 0.5611073344545976, 0.31666734897810855, 0.44024540362287257)]
    [InlineData("en", "util", 0.31099600713301345, 0.1909162842338532, 0.2545095579499887)]
    [InlineData("en", "li", 0.3753082750608431, 0.23008296423088617, 0.30733026008955133)]
    [InlineData("en", "tune", 0.45, 0.2631578947368421, 0.358974358974359)]
    [InlineData("en", "universal", 0.5293984602556097, 0.32564449021540715, 0.4348541408689203)]
    [InlineData("de", "rank", 0.3852291586876037, 0.2566903331512834, 0.32735315802408455)]
    [InlineData("de", "tune", 0.45, 0.2631578947368421, 0.358974358974359)]
    public void TasksScoreAsTheJavaProgramSays(string language, string task, double first, double second, double corpus)
    {
        Meteor meteor = new(new() { Language = language, Task = MeteorTasks.Find(task), DataFolder = Data, Modules = [MeteorModule.Exact] });
        AssertScores(meteor, Hypotheses, References, [first, second], corpus);
    }

    [Theory]
    [InlineData("en", "util", 0.32991548466386184, 0.1837556507998555, 0.2552188645141553)]
    [InlineData("en", "rank", 0.29930094288864584, 0.16601229490131855, 0.23195165135024284)]
    [InlineData("de", "rank", 0.40806931588379397, 0.2354035489410418, 0.3216253443526171)]
    public void CharactersCountAsTheJavaProgramSays(string language, string task, double first, double second, double corpus) => AssertScores(
        new(new() { Language = language, Task = MeteorTasks.Find(task), DataFolder = Data, Modules = [MeteorModule.Exact], CountCharacters = true }),
        Hypotheses, References, [first, second], corpus);

    [Theory]
    [InlineData(MeteorNormalization.Normalize, 0.2715761284397431, 0.3220797601369579, 0.2972043263939881)]
    [InlineData(MeteorNormalization.NormalizeWithoutPunctuation, 0.3207374229406502, 0.37740336101270244, 0.3466591953553813)]
    public void NormalizedTextScoresAsTheJavaProgramSays(MeteorNormalization normalization, double first, double second, double corpus) => AssertScores(
        new Meteor(new() { DataFolder = Data, Normalization = normalization, Modules = [MeteorModule.Exact] }), Hypotheses, References, [first, second],
            corpus);

    [Fact]
    public void WordsOfOneHashAreEqualAsInJavaUnlessAskedOtherwise()
    {
        string[] hypotheses = ["le chien n' est pas là .", "il mange le pain", "n' le"], references = ["le chat le voit pas là .", "il n' mange pain", "le n'"];
        MeteorOptions french = new() { Language = "fr", DataFolder = Data, Modules = [MeteorModule.Exact] };
        AssertScores(new Meteor(french), hypotheses, references, [0.49041527472906127, 0.4, 1], 0.5726530956847445);
        Meteor whole = new(french with { CompareHashes = false });
        Assert.True(whole.ScoreSentence("n' le", "le n'").Value < 100);
        Assert.Equal(0, whole.ScoreSentence("n'", "le").Value);
        Assert.Contains("|words:whole|", whole.ScoreSentence("a", "a").Signature);
        Assert.DoesNotContain("words:", new Meteor(french).ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void StemsOfOneHashAreEqualToo()
    {
        // The stem of "les" is "le", whose hash is that of "n'".
        Assert.Equal("le", new WordStemmer("fr").Stem("les"));
        MeteorOptions french = new() { Language = "fr", Modules = [MeteorModule.Exact, MeteorModule.Stem] };
        Assert.Equal(1, new Meteor(french).Statistics(["les"], ["n'"])[0][MeteorStatistics.Matches(1, MeteorStatistics.HypothesisContent)]);
        Assert.Equal(0, new Meteor(french with { CompareHashes = false }).ScoreSentence("les", "n'").Value);
    }

    [Theory]
    [InlineData("le", 3449)]
    [InlineData("n'", 3449)]
    [InlineData("", 0)]
    [InlineData("Überraschungsbesuch", 259160133)]
    public void HashesAreJavas(string word, int expected) => Assert.Equal(expected, new MeteorWordKeys(hashed: true).Of(word));

    private static void AssertScores(Meteor meteor, string[] hypotheses, string[] references, double[] segments, double corpus)
    {
        for (int i = 0; i < segments.Length; i++) Assert.Equal(segments[i], meteor.ScoreSentence(hypotheses[i], references[i]).Value / 100, 1e-9);
        Assert.Equal(corpus, meteor.Score(hypotheses, references).Value / 100, 1e-9);
    }
}
