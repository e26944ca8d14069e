using System.IO.Compression;
using System.Text;

namespace Optiglot.Metrics.Tests;

/// <summary>
/// Scores worked out with pencil and paper from Denkowski and Lavie (2014) and the Java program's source, for the paths that no published score at hand covers:
/// weights of the stages, function words, synonyms in both file formats, phrases of several words.
/// </summary>
public sealed class MeteorByHandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-meteor-").FullName;

    public MeteorByHandTests()
    {
        Write("function/english.words", "the\na\nin\nof\n");
        Write("synonym/english.synsets", "couch\n04256520 03115762\nsofa\n04256520\nmouse\n00000007 00000009\nrodent\n00000009\n");
        Write("synonym/english.exceptions", "mouse\nmice\n");
        using var gzip = new GZipStream(File.Create(Path.Combine(folder, "paraphrase-en.gz")), CompressionLevel.Fastest);
        gzip.Write("0.5\nin front of\nbefore\n0.25\nall of the\nevery\n0.01\nevery\neach and every\n"u8);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryStageWithItsWeight()
    {
        // the-the and a-a exact (function words), dogs-dog and sleep-sleeps stems, sofa-couch a synonym, "before" a paraphrase of "in front of".
        // All words match in one chunk, so nothing is fragmented. Weights 1, 0.6, 0.8, 0.6; content words weigh 0.75, function words 0.25.
        var score = English().ScoreSentence("the dogs sleep before a sofa", "the dog sleeps in front of a couch");
        double precision = ((2 * 0.6 + 0.8 + 0.6) * 0.75 + 2 * 1 * 0.25) / (4 * 0.75 + 2 * 0.25);
        double recall = ((2 * 0.6 + 0.8 + 0.6) * 0.75 + (2 * 1 + 2 * 0.6) * 0.25) / (4 * 0.75 + 4 * 0.25);
        Assert.Equal((0.7, 0.6875), (Math.Round(precision, 9), Math.Round(recall, 9)));
        Assert.Equal(100 / (0.15 / 0.7 + 0.85 / 0.6875), score.Value, 1e-9);
        Assert.Equal("precision 0.7000 recall 0.6875 fragmentation penalty 0.0000", score.Detail);
        Assert.Equal(
            "nrefs:1|lang:en|norm:no|modules:exact+stem+synonym+paraphrase|missing:none"
                + "|params:0.85,0.2,0.6,0.75|weights:1.0,0.6,0.8,0.6|function:english|version:meteor-1.5",
            score.Signature);
    }

    [Fact]
    public void ChunksCountPhrasesAsOneMatch()
    {
        // Two chunks: "a couch" and "before the dog" change places. Matched words: 5 and 7, so the fragmentation is 2 / 6.
        var score = English().ScoreSentence("a couch before the dog", "in front of the dog a couch");
        double precision = ((2 + 0.6) * 0.75 + 2 * 0.25) / (3 * 0.75 + 2 * 0.25), recall = ((2 + 0.6) * 0.75 + (2 + 2 * 0.6) * 0.25) / (3 * 0.75 + 4 * 0.25);
        Assert.Equal(100 / (0.15 / precision + 0.85 / recall) * (1 - 0.6 * Math.Pow(2.0 / 6, 0.2)), score.Value, 1e-9);
    }

    [Theory]
    [InlineData("before", "in front of", 1)] // reference's phrase, hypothesis's paraphrase
    [InlineData("in front of", "before", 1)] // the other way round
    [InlineData("in front of", "in front of", 0)] // equal sentences need no paraphrase
    [InlineData("each and every", "every", 0)] // the equal word counts more
    [InlineData("every", "all of the", 1)]
    [InlineData("each and", "every", 0)]
    [InlineData("in front", "before", 0)] // a part of a phrase is no phrase
    public void PhrasesMatchInBothDirections(string hypothesis, string reference, int matched)
    {
        var row = English(MeteorModule.Exact, MeteorModule.Paraphrase).Statistics([hypothesis], [reference])[0].ToArray();
        double words = row[MeteorStatistics.Matches(1, MeteorStatistics.HypothesisContent)]
            + row[MeteorStatistics.Matches(1, MeteorStatistics.HypothesisFunction)];
        Assert.Equal(matched * hypothesis.Split(' ').Length, words);
    }

    [Fact]
    public void AnEqualWordBeatsAPhrase()
    {
        // "every" can go with "all of the" or with "every" later on: the equal word counts 1 + 1, the phrase half of one and of three words, cut to 0 + 1.
        var row = English(MeteorModule.Exact, MeteorModule.Paraphrase).Statistics(["every dog"], ["all of the every dog"])[0];
        Assert.Equal(2, row[MeteorStatistics.Matches(0, MeteorStatistics.HypothesisContent)]);
        Assert.Equal(0, row[MeteorStatistics.Matches(1, MeteorStatistics.HypothesisContent)]);
    }

    [Fact]
    public void AmbiguousSingleWordsThatAreNotEqualAreLeftOut()
    {
        // Half a match is added to a whole number and lost: with two candidates, no match is as good as one and has no chunk. One candidate is fixed
        // beforehand.
        var stem = English(MeteorModule.Exact, MeteorModule.Stem);
        Assert.Equal(0, stem.ScoreSentence("run runs", "running").Value);
        Assert.True(stem.ScoreSentence("runs", "running").Value > 0);
    }

    [Fact]
    public void WeightsGoByThePlaceOfTheModule()
    {
        // German has 1, 0.8, 0.2 for exact, stem, paraphrase; without the stemmer the paraphrases are second and weigh 0.8, as under the Java program's -m.
        using (var gzip = new GZipStream(File.Create(Path.Combine(folder, "paraphrase-de.gz")), CompressionLevel.Fastest))
            gzip.Write("0.5\nvor allem\nbesonders\n"u8);
        Meteor German(params MeteorModule[] modules) => new(new() { Language = "de", DataFolder = folder, Modules = modules });
        Assert.Equal(20, German(MeteorModule.Exact, MeteorModule.Stem, MeteorModule.Paraphrase).ScoreSentence("besonders", "vor allem").Value, 1e-9);
        Assert.Equal(80, German(MeteorModule.Exact, MeteorModule.Paraphrase).ScoreSentence("besonders", "vor allem").Value, 1e-9);
    }

    [Fact]
    public void WordNetsFilesScoreAsMeteors()
    {
        string wordnet = Directory.CreateTempSubdirectory("optiglot-wordnet-").FullName;
        try
        {
            const string Licence = "  1 This software and database is being provided to you\n";
            File.WriteAllText(Path.Combine(wordnet, "index.noun"),
                Licence
                + "couch n 2 2 @ ~ 2 1 04256520 03115762  \nmouse n 2 1 @ 2 0 00000007 00000009  \nrodent n 1 1 @ 1 0 00000009  \nsofa n 1 1 @ 1 0 "
                + "04256520  \n");
            File.WriteAllText(Path.Combine(wordnet, "index.verb"), Licence + "couch v 1 0 1 0 00981276  \nphrase v 1 0 1 0 00981276  \n");
            File.WriteAllText(Path.Combine(wordnet, "data.noun"),
                Licence + "04256520 06 n 02 sofa 0 couch 0 001 @ 04161981 n 0000 | an upholstered seat for more than one person\n");
            File.WriteAllText(Path.Combine(wordnet, "noun.exc"), "mice mouse\n");
            File.WriteAllText(Path.Combine(wordnet, "verb.exc"), "found find found\n");
            var meteors = English(MeteorModule.Exact, MeteorModule.Synonym);
            var wordNets = new Meteor(new()
            {
                DataFolder = wordnet, Modules = [MeteorModule.Exact, MeteorModule.Synonym], Parameters = MeteorParameters.For(MeteorTask.Default, "english")
            });
            foreach (var (hypothesis, reference) in new[] { ("couches", "sofas"), ("mice", "rodents"), ("mice", "sofa"), ("couch", "couch") })
                Assert.Equal(Matched(meteors, hypothesis, reference), Matched(wordNets, hypothesis, reference));
            Assert.Equal((1, 0), (Matched(wordNets, "mice", "rodents"), Matched(wordNets, "mice", "sofa")));
            Assert.Equal((1, 0), (Matched(wordNets, "phrases", "couched"), Matched(meteors, "phrases", "couched"))); // the verb is only in WordNet's files here
        }
        finally
        {
            Directory.Delete(wordnet, recursive: true);
        }
    }

    [Theory]
    [InlineData("sofas", 1)] // s off
    [InlineData("mice", 0)]
    [InlineData("mouse", 0)]
    [InlineData("sofass", 0)] // words in ss stay
    public void BaseFormsFollowWordNet(string word, int matched) =>
        Assert.Equal(matched, Matched(English(MeteorModule.Exact, MeteorModule.Synonym), word, "couch"));

    [Fact]
    public void DamagedSynonymsAreClear()
    {
        Write("synonym/english.synsets", "couch\n04256520\nsofa\n");
        Assert.Contains("come in pairs", Assert.Throws<InvalidDataException>(() => English()).Message);
        Write("synonym/english.synsets", "couch\nfour\n");
        Assert.Contains("'four' of 'couch' is no synset number", Assert.Throws<InvalidDataException>(() => English()).Message);
        File.Delete(Path.Combine(folder, "synonym", "english.synsets"));
        Write("wordnet/index.noun", "couch n 9 1 @ 1 0 04256520\n");
        Assert.Contains("not a line of WordNet's index", Assert.Throws<InvalidDataException>(() => English()).Message);
    }

    private Meteor English(params MeteorModule[] modules) => new(new() { DataFolder = folder, Modules = modules.Length == 0 ? null : modules });

    private static double Matched(Meteor meteor, string hypothesis, string reference) =>
        meteor.Statistics([hypothesis], [reference])[0][MeteorStatistics.Matches(1, MeteorStatistics.HypothesisContent)];

    private void Write(string name, string text)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
    }
}
