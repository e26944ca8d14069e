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
        CliRun run = CliRun.Of("score", hypotheses, "--ref", reference, "--lang", "de", "--metrics", "bleu,multi-bleu,chrf,chrf++,ter,meteor", "--json",
            "--force");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement scores = JsonDocument.Parse(run.Output).RootElement;
        foreach ((string name, double expected) in ((string, double)[])[("bleu", 39.1173), ("multi-bleu", 39.3285), ("chrf", 63.5245), ("chrf++", 62.0298),
            ("ter", 41.5584)])
            Assert.Equal(expected, scores.GetProperty(name).GetProperty("score").GetDouble());
        Assert.Equal(0.5682, Math.Round(scores.GetProperty("meteor").GetProperty("score").GetDouble() / 100, 4));
        Assert.Contains("missing:paraphrase", scores.GetProperty("meteor").GetProperty("signature").GetString());
        // What sacreBLEU's library has in BLEUScore and TERScore.
        JsonElement bleu = scores.GetProperty("bleu"), ter = scores.GetProperty("ter");
        Assert.Equal([69.4961, 45.518, 32.4712, 23.3187], bleu.GetProperty("precisions").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal([8564L, 5154, 3352, 2174], bleu.GetProperty("matches").EnumerateArray().Select(number => number.GetInt64()));
        Assert.Equal((0.9943, 12323L, 12393L), (bleu.GetProperty("brevity_penalty").GetDouble(), bleu.GetProperty("hypothesis_length").GetInt64(),
            bleu.GetProperty("reference_length").GetInt64()));
        Assert.Equal((5088.0, 12243.0), (ter.GetProperty("edits").GetDouble(), ter.GetProperty("reference_length").GetDouble()));
        Assert.InRange(scores.GetProperty("meteor").GetProperty("fragmentation_penalty").GetDouble(), 0.01, 0.5);
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
        Assert.Equal(2, run.Output.Split('\n').Count(line => line.StartsWith("    {\"bleu\":", StringComparison.Ordinal)));
        CliRun.Of("score", none, "--ref", none, "--metrics", "ter", "--sentences", "--json").AssertFails(ExitCode.Failure, "none has no lines");
    }

    [Fact]
    public void EveryOptionOfSacreBleuIsInTheSignature()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "Ein Hund.\n");
        string Signatures(params string[] options) => CliRun.Of(["score", a, "--ref", a, .. options]).Output;
        Assert.Contains("case:lc|eff:yes|tok:intl|smooth:floor[0.20]",
            Signatures("--lc", "--effective-order", "--tok", "intl", "--smooth", "floor", "--smooth-value", "0.2"));
        Assert.Contains("smooth:add-k[1.00]", Signatures("--smooth", "add-k"));
        Assert.Contains("smooth:none", Signatures("--smooth", "none"));
        Assert.Contains("chrF3+|nrefs:1|case:mixed|eff:no|nc:5|nw:1|space:yes",
            Signatures("--chrf-beta", "3", "--chrf-words", "1", "--chrf-order", "5", "--chrf-space", "--chrf-eps"));
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
        string folder = TestFolders.Fresh(), hypotheses = Write(folder, "h", "a b\nb\n"), other = Write(folder, "o", "a\nas\n"),
            reference = Write(folder, "r", "a b\na\n");
        CliRun run = CliRun.Of("score", hypotheses, "--ref", reference, "--sources", other, "--metrics", "chrf", "--learned", apart.Save(), "--learned",
            joint.Save(), "--sentences", "--confidence", "10", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement scores = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["sentences", "chrf", "Tiny", "Joint"], scores.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1.0, scores.GetProperty("sentences")[0].GetProperty("Tiny").GetDouble());
        Assert.Equal(1.05, scores.GetProperty("Tiny").GetProperty("score").GetDouble(), 1e-9); // (16/16 + 11/10) / 2
        Assert.StartsWith("model:Tiny|bs:10|seed:12345|sha256:", scores.GetProperty("Tiny").GetProperty("signature").GetString());

        CliRun compared = CliRun.Of("compare", hypotheses, other, "--ref", reference, "--learned", apart.Path, "--samples", "20", "--test", "ar",
            "--confidence", "10");
        Assert.Equal((ExitCode.Success, ""), (compared.Code, compared.Error));
        Assert.StartsWith("Tiny|model:Tiny|bs:10|ar:20|seed:12345|sha256:", compared.Output);
        Assert.Contains("±", compared.Output);
        CliRun.Of("score", hypotheses, "--learned", joint.Path).AssertFails(ExitCode.Usage, "Joint needs the source sentences", "--sources");
        CliRun.Of("score", hypotheses, "--sources", other, "--learned", apart.Path).AssertFails(ExitCode.Usage, "Tiny needs a reference", "--ref");
        apart.Manifest["name"] = "bleu";
        CliRun.Of("score", hypotheses, "--ref", reference, "--learned", apart.Save()).AssertFails(ExitCode.Failure, "cannot be called 'bleu'");
        apart.Manifest["name"] = "Tiny";
        CliRun.Of("score", hypotheses, "--ref", reference, "--learned", apart.Save(), "--learned", apart.Path)
            .AssertFails(ExitCode.Failure, "two metrics are called 'Tiny'");
        Assert.StartsWith("Joint|model:Joint|", CliRun.Of("score", hypotheses, "--sources", other, "--learned", joint.Path).Output);
        foreach (string field in (string[])["sentences", "systems", "system"])
        {
            apart.Manifest["name"] = field;
            CliRun.Of("score", hypotheses, "--ref", reference, "--learned", apart.Save()).AssertFails(ExitCode.Failure, $"cannot be called '{field}'");
        }
        apart.Manifest["name"] = "a_1";
        foreach (string[] command in (string[][])[["score", hypotheses], ["compare", hypotheses, other, "--samples", "2"]])
            Assert.Contains("System & a\\_1 \\\\\n", CliRun.Of([.. command, "--ref", reference, "--learned", apart.Save(), "--latex"]).Output);
    }

    [Fact]
    public void MistakesAreOneLine()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "x\ny\n"), b = Write(folder, "b", "x\n");
        CliRun.Of("score", a, "--ref", b).AssertFails(ExitCode.Failure, "has 2", "has 1", "one line per segment");
        CliRun.Of("score", a, "--ref", Path.Combine(folder, "none")).AssertFails(ExitCode.Failure, "does not exist");
        CliRun.Of("compare", a, b, "--ref", a).AssertFails(ExitCode.Failure, "b has 1");
        CliRun.Of("score", a, "--ref", a, "--learned", b).AssertFails(ExitCode.Failure, "not a manifest of a learned metric");
        CliRun.Of("score", a, "--ref", a, "--tok", "spm", "--spm-model", b).AssertFails(ExitCode.Failure, "b: not a SentencePiece model");
    }

    [Fact]
    public void ValuesThatCannotBeAreMistakesOfTheCommandLine()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "x\ny\n");
        void Fails(string command, string says)
        {
            string[] words = command.Split(' ');
            CliRun.Of([words[0], a, .. words[1..]]).AssertFails(ExitCode.Usage, says.Split('|'));
        }

        Fails($"score --ref {a} --metrics blue", "no metric 'blue'|meteor");
        Fails($"score --ref {a} --metrics ,", "--metrics names none");
        Fails($"score --ref {a} --metrics meteor --lang tlh", "does not know the language 'tlh'");
        Fails($"score --ref {a} --metrics meteor --meteor-task ranking", "no task 'ranking'|rank, adq");
        Fails($"score --ref {a} --metrics meteor --meteor-no-punct", "while it normalises");
        Fails($"score --ref {a} --smooth ex", "no smoothing 'ex'|add-k");
        Fails($"score --ref {a} --smooth floor --smooth-value -1", "must be 0 or more, not -1");
        Fails($"score --ref {a} --tok 14b", "no tokenisation '14b'|flores200");
        Fails($"score --ref {a} --tok flores200", "flores200 needs the file of its SentencePiece model");
        Fails($"score --ref {a} --chrf-beta 0", "beta must be 1 or more");
        Fails($"score --ref {a} --confidence -1", "--confidence must be 1 or more");
        Fails($"score --ref {a} --width 16", "--width must be 0 to 15");
        Fails($"score --ref {a} --json --latex", "choose one");
        Fails($"score {a} --ref {a} --sentences", "--sentences scores one system");
        Fails($"score {a} --ref -", "standard input (-) can be only one of the systems");
        Fails("score --ref - --sources -", "standard input (-) can be only one of the files");
        Fails("score", "needs references|--ref");
        Fails($"compare --ref {a}", "at least one other system");
        Fails($"compare {a} --ref -", "standard input (-) can be only one of the systems");
        Fails($"compare {a} --ref {a} --test guess", "no test 'guess'");
        Fails($"compare {a} --ref {a} --samples 0", "--samples must be 1 or more");
    }

    [Fact]
    public void SeveralSystemsAreATableInTextJsonAndLatex()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a_1", "the dog runs fast\n"), b = Write(folder, "b", "the cat runs fast\n");
        string[] command = ["score", a, b, "--ref", a, "--metrics", "chrf,ter", "--chrf-order", "1", "-w", "1"];
        CliRun text = CliRun.Of(command);
        Assert.Equal((ExitCode.Success, ""), (text.Code, text.Error));
        Assert.Equal(
            ["System  chrF2  TER", "------  -----  ----", "a_1     100.0   0.0", "b        78.6  25.0", "",
                "chrF2|nrefs:1|case:mixed|eff:yes|nc:1|nw:0|space:no|version:2.6.0"],
            text.Output.Split('\n')[..6]);
        JsonElement systems = JsonDocument.Parse(CliRun.Of([.. command, "--json"]).Output).RootElement.GetProperty("systems");
        Assert.Equal(["a_1", "b"], systems.EnumerateArray().Select(system => system.GetProperty("system").GetString()));
        Assert.Equal((78.6, 1), (systems[1].GetProperty("chrf").GetProperty("score").GetDouble(),
            systems[1].GetProperty("ter").GetProperty("edits").GetDouble()));
        string latex = CliRun.Of([.. command, "--latex", "--confidence", "5"]).Output;
        Assert.Contains(
            "\\begin{tabular}{lrr}\n\\toprule\nSystem & chrF2 & TER \\\\\n\\midrule\na\\_1 & 100.0 (100.0 $\\pm$ 0.0) & 0.0 (0.0 $\\pm$ 0.0) \\\\\n", latex);
        Assert.Contains("% TER|nrefs:1|bs:5|seed:12345|", latex);
        Assert.Equal("a_1\t100.0\t0.0\nb\t78.6\t25.0\n", CliRun.Of([.. command, "-b"]).Output);
        Assert.Equal("78.5714286\n", CliRun.Of("score", b, "--ref", a, "--metrics", "chrf", "--chrf-order", "1", "-b", "-w", "7").Output);
    }

    [Fact]
    public void ComparisonsAreLatexToo()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "the dog runs fast\n"), b = Write(folder, "b", "the cat runs fast\n");
        string latex = CliRun.Of("compare", a, b, "--ref", a, "--metrics", "ter", "--samples", "20", "--latex", "--width", "1").Output;
        Assert.Contains("b & 25.0 (25.0 $\\pm$ 0.0) ($p = 0.0476$)* \\\\\n", latex);
        Assert.Contains("% TER|nrefs:1|bs:20|seed:12345|", latex);
    }

    [Fact]
    public void ASystemIsNotDifferentFromItself()
    {
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "the dog runs fast\na cat sits\n");
        CliRun run = CliRun.Of("compare", a, a, "--ref", a, "--samples", "50");
        Assert.Contains("p = 1.0000", run.Output);
        Assert.DoesNotContain("1.0000 *", run.Output);
    }

    [Fact]
    public void TokenizedInputAndLanguagesWithoutSpacesAreTold()
    {
        string folder = TestFolders.Fresh(), tokenized = Write(folder, "a", string.Concat(Enumerable.Repeat("ein Hund .\n", 100))),
            few = Write(folder, "b", string.Concat(Enumerable.Repeat("ein Hund .\n", 99)));
        Assert.Contains("a: 100 lines end in a full stop by itself", CliRun.Of("score", tokenized, "--ref", tokenized).Error);
        Assert.Contains("a: 100 lines", CliRun.Of("compare", tokenized, tokenized, "--ref", tokenized, "--samples", "2").Error);
        Assert.Empty(CliRun.Of("score", few, "--ref", few).Error);
        foreach (string[] options in (string[][])[["--force"], ["--tok", "none"], ["--metrics", "multi-bleu"], ["--metrics", "chrf"]])
            Assert.Empty(CliRun.Of(["score", tokenized, "--ref", tokenized, .. options]).Error);
        Assert.Contains("ja-mecab", CliRun.Of("score", few, "--ref", few, "-l", "ja").Error);
        Assert.Contains("ko-mecab", CliRun.Of("score", few, "--ref", few, "-l", "ko").Error);
        Assert.Empty(CliRun.Of("score", few, "--ref", few, "-l", "ja", "--metrics", "ter").Error);
    }

    [Fact]
    public void TheCommandDropsTrailingBlanksAsSacreBleusDoes()
    {
        string folder = TestFolders.Fresh(), plain = Write(folder, "a", "ein Hund\n"), blank = Write(folder, "b", "ein Hund \t \n");
        Assert.Equal("100.0000\n", CliRun.Of("score", blank, "--ref", plain, "--metrics", "chrf", "--chrf-space", "-b").Output);
    }

    [Fact]
    public void PiecesOfAVocabularyAreTokens()
    {
        using TinyMetric joint = TinyMetric.Joint(1);
        string folder = TestFolders.Fresh(), a = Write(folder, "a", "ab a\n"), model = Path.Combine(Path.GetDirectoryName(joint.Path)!, "pieces.model");
        JsonElement bleu = JsonDocument.Parse(CliRun.Of("score", a, "--ref", a, "--metrics", "bleu", "--tok", "flores200", "--spm-model", model,
            "--json").Output).RootElement.GetProperty("bleu");
        Assert.Equal(2, bleu.GetProperty("hypothesis_length").GetInt32());
        Assert.Matches(@"\|tok:flores200\|smooth:exp\|spm:[0-9a-f]{12}\|version:", bleu.GetProperty("signature").GetString());
    }

    [Fact]
    public void ComparisonOfRealSystems()
    {
        string[] systems = [.. new[] { "text-only", "bert" }.Select(name => TestFolders.Data("metrics", $"test_2016_flickr.{name}.de"))];
        string reference = TestFolders.Data("metrics", "test_2016_flickr.reference.de");
        CliRun run = CliRun.Of("compare", systems[0], systems[1], "--ref", reference, "--metrics", "bleu", "--json", "--force");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement bert = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics").GetProperty("bleu").GetProperty("systems")[1];
        Assert.Equal(39.1173, bert.GetProperty("score").GetDouble());
        Assert.Equal(0.005, bert.GetProperty("p_value").GetDouble()); // 5 of 1001, as sacreBLEU's draws give
        Assert.Contains("test_2016_flickr.bert.de",
            CliRun.Of("compare", systems[0], systems[1], "--ref", reference, "--metrics", "ter", "--samples", "50").Output);
    }

    private static string Write(string folder, string name, string text)
    {
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
