using System.Text.Json;

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
        Assert.StartsWith("BLEU|nrefs:2|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0 = 100.0000 (mean 100.0000 ± 0.0000)", lines[2]);
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
        CliRun.Of("compare", a, b, "--ref", a).AssertFails(ExitCode.Failure, "b has 1 lines");
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
