using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Optiglot.Testing;

namespace Optiglot.Cli.Tests;

public class ScoreTests
{
    [Fact]
    public void RealOutputScoresAsTheToolsSay()
    {
        string hypotheses = TestFolders.Data("metrics", "test_2016_flickr.bert.de"), reference = TestFolders.Data("metrics", "test_2016_flickr.reference.de");
        CliRun run = CliRun.Of("score", hypotheses, "--ref", reference, "--lang", "de", "--metrics", "bleu,multi-bleu,chrf,chrf++,ter,meteor", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement scores = JsonDocument.Parse(run.Output).RootElement;
        foreach ((string name, double expected) in ((string, double)[])[("bleu", 39.1173), ("multi-bleu", 39.3285), ("chrf", 63.5245), ("chrf++", 62.0298), ("ter", 41.5584)])
            Assert.Equal(expected, scores.GetProperty(name).GetProperty("score").GetDouble());
        Assert.Equal(0.5682, Math.Round(scores.GetProperty("meteor").GetProperty("score").GetDouble() / 100, 4));
        Assert.Contains("missing:paraphrase", scores.GetProperty("meteor").GetProperty("signature").GetString());
    }

    [Fact]
    public void SeveralReferencesSentencesAndConfidence()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "the dog runs fast\na cat\n"), b = Write(folder, "b", "a dog runs fast\nthe cat sits\n");
        CliRun run = CliRun.Of("score", a, "--ref", a, "--ref", b, "--sentences", "--confidence", "20");
        Assert.Equal(ExitCode.Success, run.Code);
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("1\t100.0000\t100.0000\t0.0000", lines[0]);
        Assert.StartsWith("BLEU|nrefs:2|bs:20|seed:12345|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0 = 100.0000 (mean 100.0000 ± 0.0000)", lines[2]);
    }

    [Fact]
    public void SentencesAsJsonAreOneObjectWithTheCorpus()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "the dog runs fast\nx\n"), none = Write(folder, "none", "");
        CliRun run = CliRun.Of("score", a, "--ref", Write(folder, "b", "the dog runs fast\na cat\n"), "--metrics", "bleu,chrf++", "--sentences", "--json");
        JsonElement scores = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["sentences", "bleu", "chrf++"], scores.EnumerateObject().Select(field => field.Name));
        Assert.Equal([100.0, 0.0], scores.GetProperty("sentences").EnumerateArray().Select(line => line.GetProperty("chrf++").GetDouble()));
        Assert.Contains("eff:yes", scores.GetProperty("bleu").GetProperty("signature").GetString());
        CliRun empty = CliRun.Of("score", none, "--ref", none, "--metrics", "ter", "--sentences", "--json");
        Assert.Equal(0, JsonDocument.Parse(empty.Output).RootElement.GetProperty("sentences").GetArrayLength());
    }

    [Fact]
    public void EveryOptionOfSacreBleuIsInTheSignature()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "Ein Hund.\n");
        string Signatures(params string[] options) => CliRun.Of(["score", a, "--ref", a, .. options]).Output;
        Assert.Contains("case:lc|eff:yes|tok:intl|smooth:floor[0.20]", Signatures("--lc", "--effective-order", "--tok", "intl", "--smooth", "floor", "--smooth-value", "0.2"));
        Assert.Contains("smooth:add-k[1.00]", Signatures("--smooth", "add-k"));
        Assert.Contains("smooth:none", Signatures("--smooth", "none"));
        Assert.Contains("chrF3+|nrefs:1|case:mixed|eff:no|nc:5|nw:1|space:yes", Signatures("--chrf-beta", "3", "--chrf-words", "1", "--chrf-order", "5", "--chrf-space", "--chrf-eps"));
        Assert.Contains("chrF2++|nrefs:1|case:lc|eff:yes|nc:6|nw:2|space:no", Signatures("--metrics", "chrf++", "--lc"));
        Assert.Contains("case:mixed|tok:tercom|norm:yes|punct:no|asian:yes", Signatures("--ter-norm", "--ter-no-punct", "--ter-asian", "--ter-case"));
    }

    [Fact]
    public void GzipIsReadAndBadUtf8IsOneLine()
    {
        string folder = TestFolders.Fresh(), packed = Path.Combine(folder, "a.gz"), latin = Path.Combine(folder, "latin");
        using (GZipStream gzip = new(File.Create(packed), CompressionLevel.Optimal)) gzip.Write("ein Hund\n"u8);
        File.WriteAllBytes(latin, Encoding.Latin1.GetBytes("für\n"));
        Assert.Contains(" = 100.0000", CliRun.Of("score", packed, "--ref", packed, "--metrics", "chrf").Output);
        CliRun.Of("score", packed, "--ref", latin).AssertFails(ExitCode.Failure, "latin, line 1: not UTF-8 (0xFC at byte 2", "convert the file");
        CliRun.Of("compare", packed, latin, "--ref", packed).AssertFails(ExitCode.Failure, "not UTF-8");
    }

    [Fact]
    public void LearnedMetricsAreScoredAndComparedWithTheOthers()
    {
        using TinyMetric apart = TinyMetric.Apart(), joint = TinyMetric.Joint(1);
        joint.Manifest["name"] = "Joint";
        string folder = TestFolders.Fresh(), hypotheses = Write(folder, "h", "a b\nb\n"), other = Write(folder, "o", "a\nas\n"), reference = Write(folder, "r", "a b\na\n");
        CliRun run = CliRun.Of("score", hypotheses, "--ref", reference, "--sources", other, "--metrics", "chrf", "--learned", apart.Save(), "--learned", joint.Save(), "--sentences", "--confidence", "10", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement scores = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["sentences", "chrf", "Tiny", "Joint"], scores.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1.0, scores.GetProperty("sentences")[0].GetProperty("Tiny").GetDouble());
        Assert.Equal(1.05, scores.GetProperty("Tiny").GetProperty("score").GetDouble(), 1e-9); // (16/16 + 11/10) / 2
        Assert.StartsWith("model:Tiny|bs:10|seed:12345|sha256:", scores.GetProperty("Tiny").GetProperty("signature").GetString());

        CliRun compared = CliRun.Of("compare", hypotheses, other, "--ref", reference, "--learned", apart.Path, "--samples", "20", "--test", "ar", "--confidence", "10");
        Assert.Equal((ExitCode.Success, ""), (compared.Code, compared.Error));
        Assert.StartsWith("Tiny|model:Tiny|ar:20|seed:12345|sha256:", compared.Output);
        Assert.Contains("±", compared.Output);
        CliRun.Of("score", hypotheses, "--learned", joint.Path).AssertFails(ExitCode.Failure, "Joint needs the source sentences", "--sources");
        CliRun.Of("score", hypotheses, "--sources", other, "--learned", apart.Path).AssertFails(ExitCode.Failure, "Tiny needs a reference", "--ref");
        apart.Manifest["name"] = "bleu";
        CliRun.Of("score", hypotheses, "--ref", reference, "--learned", apart.Save()).AssertFails(ExitCode.Failure, "cannot be called 'bleu'");
        apart.Manifest["name"] = "Tiny";
        CliRun.Of("score", hypotheses, "--ref", reference, "--learned", apart.Save(), "--learned", apart.Path).AssertFails(ExitCode.Failure, "two metrics are called 'Tiny'");
        Assert.StartsWith("Joint|model:Joint|", CliRun.Of("score", hypotheses, "--sources", other, "--learned", joint.Path).Output);
    }

    [Fact]
    public void MistakesAreOneLine()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "x\ny\n"), b = Write(folder, "b", "x\n");
        CliRun.Of("score", a, "--ref", b).AssertFails(ExitCode.Failure, "has 2", "has 1", "one line per segment");
        CliRun.Of("score", a, "--ref", Path.Combine(folder, "none")).AssertFails(ExitCode.Failure, "does not exist");
        CliRun.Of("score", a, "--ref", a, "--metrics", "blue").AssertFails(ExitCode.Failure, "no metric 'blue'", "meteor");
        CliRun.Of("score", a, "--ref", a, "--metrics", "meteor", "--lang", "tlh").AssertFails(ExitCode.Failure, "does not know the language 'tlh'");
        CliRun.Of("compare", a, "--ref", a).AssertFails(ExitCode.Failure, "at least one other system");
        CliRun.Of("compare", a, b, "--ref", a).AssertFails(ExitCode.Failure, "b has 1");
        CliRun.Of("compare", a, a, "--ref", "-").AssertFails(ExitCode.Failure, "standard input (-) can be only one of the systems");
        CliRun.Of("score", a).AssertFails(ExitCode.Failure, "needs references", "--ref");
        CliRun.Of("score", a, "--ref", a, "--learned", b).AssertFails(ExitCode.Failure, "not a manifest of a learned metric");
        CliRun.Of("score", a, "--ref", a, "--smooth", "ex").AssertFails(ExitCode.Failure, "no smoothing 'ex'", "add-k");
        CliRun.Of("compare", a, a, "--ref", a, "--test", "guess").AssertFails(ExitCode.Failure, "no test 'guess'");
    }

    [Fact]
    public void ComparisonOfRealSystems()
    {
        string[] systems = [.. new[] { "text-only", "bert" }.Select(name => TestFolders.Data("metrics", $"test_2016_flickr.{name}.de"))];
        string reference = TestFolders.Data("metrics", "test_2016_flickr.reference.de");
        CliRun run = CliRun.Of("compare", systems[0], systems[1], "--ref", reference, "--metrics", "bleu", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement bert = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics").GetProperty("bleu").GetProperty("systems")[1];
        Assert.Equal(39.1173, bert.GetProperty("score").GetDouble());
        Assert.Equal(0.005, bert.GetProperty("p_value").GetDouble()); // 5 of 1001, as sacreBLEU's draws give
        Assert.Contains("test_2016_flickr.bert.de", CliRun.Of("compare", systems[0], systems[1], "--ref", reference, "--metrics", "ter", "--samples", "50").Output);
    }

    private static string Write(string folder, string name, string text)
    {
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
