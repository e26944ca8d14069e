using System.Text.Json.Nodes;
using CsCheck;
using Optiglot.Testing;

namespace Optiglot.Metrics.Onnx.Tests;

public class OnnxLearnedMetricTests
{
    private const ulong Unigram = 1, Bpe = 2;

    [Fact]
    public void TextsApartByHand()
    {
        using var tiny = TinyMetric.Apart();
        using var metric = tiny.Open();
        Assert.Equal(("Tiny", false, true, true), (metric.Name, metric.NeedsSource, metric.NeedsReference, metric.HigherIsBetter));
        // [CLS] a ##s [SEP] is 2+5+8+3, [CLS] b [SEP] 2+6+3; an unknown word is 1.
        Assert.Equal([18.0 / 11, 1, 6.0 / 11], metric.ScoreSegments(null, ["as", "b", "?"], ["b", "b", "b"]), Near);
        Assert.Empty(metric.ScoreSegments(null, [], []));
    }

    [Fact]
    public void AScoreDoesNotDependOnTheOtherSegments()
    {
        using var tiny = TinyMetric.Apart();
        tiny.Manifest["batchIds"] = 40;
        using var metric = tiny.Open();
        var random = new Random(3);
        string[] hypotheses = [.. Enumerable.Range(0, 300).Select(_ => Line(random))], references = [.. Enumerable.Range(0, 300).Select(_ => Line(random))];
        var together = metric.ScoreSegments(null, hypotheses, references);
        for (int i = 0; i < 300; i++) Assert.Equal(metric.ScoreSegments(null, [hypotheses[i]], [references[i]])[0], together[i]);
        Assert.Equal(together.Average(), LearnedScore.Score(metric, hypotheses, null, references).Value, 1e-9);
    }

    [Theory]
    [InlineData(Unigram)]
    [InlineData(Bpe)]
    public void JointTextsByHand(ulong modelType)
    {
        using var tiny = TinyMetric.Joint(modelType);
        (tiny.Manifest["scale"], tiny.Manifest["shift"]) = (10, -1);
        using var metric = tiny.Open();
        Assert.Equal((true, false), (metric.NeedsSource, metric.NeedsReference));
        // Ids are one higher than the file's: <s> 0, "▁ab" 8, </s> </s>, "▁a" 7, </s>; the source's part counts twice.
        Assert.Equal(10 * (8 + 2 + 2 + 2 * (7 + 2)) - 1, metric.ScoreSegments(["a"], ["ab"], null)[0], 1e-6);
        // "▁" 4 and something unknown, 3.
        Assert.Equal(10 * (4 + 3 + 2 + 2 + 2 * (7 + 2)) - 1, metric.ScoreSegments(["a"], ["x"], null)[0], 1e-6);
        // Several unknown in a row are one piece, as SentencePiece has them.
        Assert.Equal(10 * (4 + 3 + 2 + 2 + 2 * (7 + 2)) - 1, metric.ScoreSegments(["a"], ["xyz"], null)[0], 1e-6);
        Assert.EndsWith("|maxlen:512|scale:10|shift:-1|version:onnx", metric.Signature);
    }

    [Fact]
    public void TooLongTextsAreCutAtTheLongestPart()
    {
        using var tiny = TinyMetric.Joint(Unigram);
        tiny.Manifest["maximumLength"] = 8;
        using var metric = tiny.Open();
        // Four specials leave four: three of the hypothesis's seven pieces, and the whole source.
        Assert.Equal(7 + 7 + 7 + 2 + 2 + 2 * (7 + 2), metric.ScoreSegments(["a"], ["a a a a a a a"], null)[0], 1e-6);
    }

    [Fact]
    public void SignatureNamesModelAndTokenizer()
    {
        using var tiny = TinyMetric.Apart();
        using var metric = tiny.Open();
        string Hash(string section) => tiny.Manifest[section]!["sha256"]!.GetValue<string>()[..12];
        Assert.Equal($"model:Tiny|sha256:{Hash("model")}|tok:wordpiece|tok-sha256:{Hash("tokenizer")}|maxlen:512|version:onnx", metric.Signature);
    }

    [Fact]
    public void EntitiesAndHalfCharactersAreText()
    {
        using var tiny = TinyMetric.Apart();
        using var metric = tiny.Open();
        Assert.True(metric.ScoreSegments(null, ["&lt;"], ["b"])[0] > metric.ScoreSegments(null, ["<"], ["b"])[0]);
        Assert.Equal(metric.ScoreSegments(null, ["\ufffd"], ["b"]), metric.ScoreSegments(null, ["\ud83d"], ["b"]));
    }

    [Theory]
    [InlineData("name", "\"\"", "`name` must not be empty")]
    [InlineData("output", "\"scores\"", "no output 'scores', but score, wide")]
    [InlineData("output", "\"wide\"", "numbers for 1 segments")]
    [InlineData("sequences", "[]", "must have the hypothesis")]
    [InlineData("sequences", """[{"parts": ["hypothesis"], "ids": "hyp"}]""", "reads 'hyp_mask' too")]
    [InlineData("sequences", """[{"parts": ["hypothesis"], "ids": "text"}]""", "no input 'text', but hyp, hyp_mask, ref, ref_mask")]
    [InlineData("sequences", """[{"parts": ["hypothesis", "hypothesis"], "ids": "hyp"}]""", "each once")]
    [InlineData("sequences", """[{"parts": ["picture"], "ids": "hyp"}]""", "not a manifest of a learned metric")]
    [InlineData("scale", "0", "other than 0")]
    [InlineData("weight", "1", "not a manifest of a learned metric")]
    [InlineData("maximumLength", "2", "8 or more")]
    [InlineData("model", """{"file": "none.onnx", "sha256": "00"}""", "none.onnx: no such file")]
    [InlineData("model", """{"file": "tiny.onnx", "sha256": "00"}""", "not the file that")]
    [InlineData("tokenizer", """{"kind": "bytes", "file": "x", "sha256": "00"}""", "use sentencepiece or wordpiece")]
    public void MistakesAreOneLine(string key, string value, string expected)
    {
        using var tiny = TinyMetric.Apart();
        tiny.Manifest[key] = JsonNode.Parse(value);
        var error = Assert.ThrowsAny<Exception>(() =>
        {
            using var metric = tiny.Open();
            metric.ScoreSegments(null, ["a"], ["a"]);
        });
        Assert.True(error is InvalidDataException or FileNotFoundException, error.ToString());
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void DamagedFilesAreOneLine()
    {
        using var tiny = TinyMetric.Joint(Unigram);
        string folder = Path.GetDirectoryName(tiny.Path)!;
        foreach (var (section, file, expected) in new[]
        {
            ("model", "tiny.onnx", "ONNX Runtime cannot load it"), ("tokenizer", "pieces.model", "not a SentencePiece model")
        })
        {
            File.WriteAllText(Path.Combine(folder, file), "this is no such file");
            tiny.Manifest[section]!["sha256"] = FileHash.Sha256(Path.Combine(folder, file));
            var error = Assert.Throws<InvalidDataException>(tiny.Open);
            Assert.Contains(expected, error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
        Assert.Throws<FileNotFoundException>(() => OnnxLearnedMetric.Open(Path.Combine(folder, "none.json")));
    }

    [Fact]
    public void AnyTextIsScored()
    {
        using TinyMetric apart = TinyMetric.Apart(), unigram = TinyMetric.Joint(Unigram), bpe = TinyMetric.Joint(Bpe);
        using OnnxLearnedMetric first = apart.Open(), second = unigram.Open(), third = bpe.Open();
        Gen<string> any = Gen.OneOf(Gen.String, Gen.Char['\u0000', '\u00ff'].Array[0, 20].Select(c => new string(c)),
            Gen.Char['\ud7f0', '\uffff'].Array[0, 20].Select(c => new string(c)));
        Gen.Select(any, any).Array[1, 4].Sample(pairs =>
        {
            string[] left = [.. pairs.Select(pair => pair.Item1)], right = [.. pairs.Select(pair => pair.Item2)];
            Assert.All(first.ScoreSegments(null, left, right), score => Assert.True(double.IsFinite(score)));
            Assert.All(second.ScoreSegments(right, left, null), score => Assert.True(double.IsFinite(score)));
            Assert.All(third.ScoreSegments(right, left, null), score => Assert.True(double.IsFinite(score)));
        }, iter: 100);
    }

    [Fact]
    public void DamagedManifestsAreInvalidData()
    {
        using var tiny = TinyMetric.Joint(Unigram);
        string good = File.ReadAllText(tiny.Save());
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 6], Gen.OneOf(Gen.Const("null"), Gen.Const("["), Gen.Const("\""), Gen.Const("-1"), Gen.Const("")))
            .Sample((at, cut, put) =>
        {
            File.WriteAllText(tiny.Path, good[..at] + put + good[Math.Min(good.Length, at + cut)..]);
            try
            {
                LearnedManifest.Load(tiny.Path);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(tiny.Path, error.Message);
            }
        }, iter: 1000, threads: 1); // one file for all
        foreach (string key in tiny.Manifest.Select(field => field.Key).ToArray())
        {
            var without = JsonNode.Parse(good)!.AsObject();
            without[key] = null;
            File.WriteAllText(tiny.Path, without.ToJsonString());
            Assert.Throws<InvalidDataException>(() => LearnedManifest.Load(tiny.Path));
        }
    }

    [Fact]
    public void TheManifestsOfTheDocumentationAreRead()
    {
        using var tiny = TinyMetric.Apart();
        string[] blocks = [.. File.ReadAllText(Path.Combine(Repository(), "docs", "metrics.md")).Split("```json\n").Skip(1)
            .Select(block => block.Split("```")[0])];
        List<(bool Source, bool Reference)> needs = [];
        foreach (string block in blocks)
        {
            File.WriteAllText(tiny.Path, block);
            var manifest = LearnedManifest.Load(tiny.Path);
            needs.Add((manifest.Needs(LearnedPart.Source), manifest.Needs(LearnedPart.Reference)));
        }
        Assert.Equal([(true, true), (true, false)], needs);
    }

    [Fact]
    public void MissingTextsAreNamed()
    {
        using var tiny = TinyMetric.Apart();
        using var metric = tiny.Open();
        Assert.Contains("needs a reference for each of 2", Assert.Throws<ArgumentException>(() => metric.ScoreSegments(null, ["a", "b"], ["a"])).Message);
        Assert.Contains("needs a reference for each of 1", Assert.Throws<ArgumentException>(() => metric.ScoreSegments(null, ["a"], null)).Message);
    }

    private static readonly Func<double, double, bool> Near = (a, b) => Math.Abs(a - b) < 1e-6;

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Optiglot.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private static string Line(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(0, 30)).Select(_ => "abc"[random.Next(3)] + (random.Next(3) == 0 ? "s" : "")));
}
