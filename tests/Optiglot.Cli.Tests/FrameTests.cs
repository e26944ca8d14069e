using System.CommandLine;

namespace Optiglot.Cli.Tests;

public class FrameTests
{
    [Fact]
    public void WithoutArgumentsHelpIsShown()
    {
        CliRun run = CliRun.Of();
        Assert.Equal(0, run.Code);
        Assert.Contains("doctor", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void AGroupWithoutCommandShowsItsHelp()
    {
        CliRun run = CliRun.Of("regions");
        Assert.Equal(0, run.Code);
        Assert.Contains("import", run.Output);
    }

    [Fact]
    public void EveryCommandHasHelpWithExamplesThatParse()
    {
        foreach (Command command in new OptiglotCommandLine().Commands)
        {
            if (command is not CliCommand { Hidden: false } real) continue;
            Assert.NotEmpty(real.Examples);
            foreach (string example in real.Examples)
            {
                string[] words = Words(example);
                Assert.Contains(real.Name, words);
                CliRun run = CliRun.Of([.. words.TakeWhile(word => word != real.Name), real.Name, "--help"]);
                Assert.Equal(0, run.Code);
                Assert.Contains($"./optiglot {example}", run.Output);
                Assert.Empty(new OptiglotCommandLine().Parse(words).Errors);
            }
        }
    }

    [Fact]
    public void AMistypedCommandGetsTheNearest() => CliRun.Of("doctro").AssertFails(2, "unknown command 'doctro'", "did you mean 'doctor'?");

    [Fact]
    public void AMistypedOptionGetsTheNearest() =>
        CliRun.Of("doctor", "--jsno").AssertFails(2, "unknown option '--jsno'", "did you mean '--json'?", "./optiglot doctor --help");

    // Commands that take any number of arguments took it for one of them.
    [Theory]
    [InlineData("--bem", "--beam", "translate", "-m", "x", "two dogs", "--bem", "3")]
    [InlineData("--shwo", "--show", "detect", "x.jpg", "--shwo", "y.png")]
    [InlineData("--metrix", "--metrics", "score", "hypotheses", "--metrix", "bleu")]
    [InlineData("--reff", "--ref", "compare", "one", "other", "--reff=r")]
    public void AMistypedOptionIsNoArgument(string typed, string meant, params string[] line) =>
        CliRun.Of(line).AssertFails(2, $"unknown option '{typed}'", $"did you mean '{meant}'?");

    [Fact]
    public void AfterTwoDashesAllIsAnArgument() => CliRun.Of("score", "--ref", "r", "--", "--bem").AssertFails(1, "--bem");

    [Fact]
    public void AnUnexpectedArgumentIsNamed() => CliRun.Of("doctor", "now").AssertFails(2, "unexpected argument 'now'");

    [Theory]
    [InlineData("--seed abc", "a whole number, 0 or more", "demo")]
    [InlineData("--threshold high", "a number", "detect", "x.jpg")]
    [InlineData("--beam wide", "a whole number", "translate", "-m", "x")]
    public void AValueOfTheWrongKindIsToldInWords(string option, string wanted, params string[] command)
    {
        CliRun run = CliRun.Of([.. command, .. option.Split(' ')]);
        run.AssertFails(2, $"{option}: must be {wanted}");
        Assert.DoesNotContain("System.", run.Error);
    }

    [Fact]
    public void HelpIsACommandToo()
    {
        Assert.Equal(CliRun.Of("detect", "--help"), CliRun.Of("help", "detect"));
        Assert.Equal(CliRun.Of("--help"), CliRun.Of("help"));
    }

    [Fact]
    public void QuietSaysOnlyWhatWentWrong()
    {
        using SmallDemo demo = new();
        string bad = Path.Combine(demo.Folder, "bad.png"), store = Path.Combine(demo.Folder, "store");
        File.WriteAllText(bad, "no picture");
        string[] detect = ["detect", demo.Folder, "--detector", demo.DetectorFile, "--out", store];
        Assert.Contains("left out", CliRun.Of(detect).Error);
        CliRun quiet = CliRun.Of([.. detect, "--quiet"]);
        Assert.StartsWith("optiglot: ", Assert.Single(quiet.Error.TrimEnd('\n').Split('\n')));
        Assert.Contains("bad.png", quiet.Error);
        Assert.Contains("unreadable", quiet.Output);
    }

    [Fact]
    public void ShellsComplete()
    {
        foreach (string shell in (string[])["bash", "zsh", "fish"]) Assert.Contains("complete --", CliRun.Of("completion", shell).Output);
        Assert.Equal(["detect"], Completions("det"));
        Assert.Contains("--max-megapixels", Completions("detect", "--m"));
        Assert.DoesNotContain("--max-megapixels", Completions("detect", ""));
        Assert.Contains("Torch", Completions("translate", "--engine", "t"));
        Assert.DoesNotContain("complete", Completions(""));
    }

    private static string[] Completions(params string[] words) =>
        CliRun.Of(["complete", "--", .. words]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void AMissingArgumentIsAUsageError() => CliRun.Of("detect").AssertFails(2, "detect");

    [Fact]
    public void ANumberThatIsNoneIsAUsageError() => CliRun.Of("detect", "x.jpg", "--workers", "many").AssertFails(2, "many", "--workers");

    [Fact]
    public void AnAbsentDataFolderIsNamed() => CliRun.Of("doctor", "--data", "/no/such/folder").AssertFails(1, "/no/such/folder", "--data");

    [Fact]
    public void VersionIsPrinted() => Assert.Matches(@"^\d+\.\d+\.\d+", CliRun.Of("--version").Output);

    [Fact]
    public void InterruptionGives130()
    {
        CliRun run = CliRun.With("", new CancellationToken(canceled: true), "doctor");
        Assert.Equal(130, run.Code);
    }

    // Splits as a shell would, for examples with double quotes only.
    private static string[] Words(string line) =>
        [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
