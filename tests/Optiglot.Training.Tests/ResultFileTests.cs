using System.Text.Json;

namespace Optiglot.Training.Tests;

public sealed class ResultFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static ExperimentResult Result => new()
    {
        Recipe = "tiny",
        Target = "de",
        Command = "./optiglot run recipes/tiny.yaml",
        Commit = "0123",
        Seed = 1,
        Machine = "2 cores",
        Date = "2026-11-24",
        Minutes = 12.5,
        Scores = new Dictionary<string, ExperimentScore> { ["test"] = new(40.31, "BLEU+case.lc|tok:none", 2) },
    };

    [Fact]
    public void TheFileHasTheAgreedKeysAndNamesItsHypotheses()
    {
        string path = ResultFile.Write(folder["results"], Result, new Dictionary<string, IReadOnlyList<string>> { ["test"] = ["ein hund", ""] });
        Assert.Equal("ein hund\n\n", File.ReadAllText(folder["results/tiny/test.hyp"]));
        JsonElement json = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        Assert.Equal(["recipe", "target", "command", "commit", "seed", "machine", "date", "minutes", "scores", "hypotheses"],
            json.EnumerateObject().Select(each => each.Name));
        JsonElement score = json.GetProperty("scores").GetProperty("test");
        Assert.Equal((40.31, "BLEU+case.lc|tok:none", 2),
            (score.GetProperty("bleu").GetDouble(), score.GetProperty("signature").GetString(), score.GetProperty("lines").GetInt32()));
        Assert.Equal("results/tiny/test.hyp", json.GetProperty("hypotheses").GetProperty("test").GetString());
        Assert.Equivalent(Result.Scores, ResultFile.Read(path).Scores);
        Assert.Contains("BLEU+case.lc|tok:none", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void ResultsOfBeforeMeteorAreStillRead()
    {
        string path = ResultFile.Write(folder["results"], Result, new Dictionary<string, IReadOnlyList<string>> { ["test"] = ["ein hund", ""] });
        Assert.DoesNotContain("meteor", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(new ExperimentScore(40.31, "BLEU+case.lc|tok:none", 2), ResultFile.Read(path).Scores["test"]);
    }

    [Fact]
    public void HypothesesMustBeTheLinesThatWereScored()
    {
        Assert.Throws<ArgumentException>(() =>
            ResultFile.Write(folder.Path, Result, new Dictionary<string, IReadOnlyList<string>> { ["test"] = ["only one"] }));
        Assert.Throws<ArgumentException>(() =>
            ResultFile.Write(folder.Path, Result, new Dictionary<string, IReadOnlyList<string>> { ["test"] = ["a\nb", "c"] }));
    }

    [Fact]
    public void TheCommitIsReadFromGitsFiles()
    {
        folder.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
        folder.Write("repo/.git/packed-refs", "# pack-refs\nabc123 refs/heads/main\n");
        folder.Write("repo/src/a.txt", "");
        Assert.Equal("abc123", GitCommit.Read(folder["repo/src"]));
        folder.Write("repo/.git/refs/heads/main", "def456\n");
        Assert.Equal("def456", GitCommit.Read(folder["repo/src"]));
        folder.Write("repo/.git/HEAD", "789abc\n");
        Assert.Equal("789abc", GitCommit.Read(folder["repo"]));
        folder.Write("repo/.git/refs/heads/topic", "77\n");
        folder.Write("repo/.git/worktrees/wt/HEAD", "ref: refs/heads/topic\n");
        folder.Write("repo/.git/worktrees/wt/commondir", "../..\n");
        folder.Write("wt/.git", $"gitdir: {folder["repo/.git/worktrees/wt"]}\n");
        Assert.Equal("77", GitCommit.Read(folder["wt"]));
        folder.Write("bare/.git/HEAD", "ref: refs/heads/none\n");
        Assert.Equal("unknown", GitCommit.Read(folder["bare"]));
    }

    [Fact]
    public void TheMachineIsDescribed() => Assert.Contains($"{Environment.ProcessorCount} cores of ", MachineDescription.Describe(), StringComparison.Ordinal);
}
