namespace Optiglot.Cli.Tests.BadInput;

/// <summary>Sentences that cannot be translated as they are.</summary>
public sealed class BadSentenceTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("two dogs play", 667).Append("."));

    [Fact]
    public void AnEmptySentenceOnTheCommandLineIsRefused()
    {
        Translate("").AssertFails(1, "sentence 1 on the command line is empty", "leave it out");
        Translate("two dogs", " \t").AssertFails(1, "sentence 2 on the command line is empty");
    }

    // The lines of a file belong to lines of other files, so each keeps its place.
    [Fact]
    public void AnEmptyLineOfAFileStaysAnEmptyLine()
    {
        CliRun run = CliRun.With("two dogs\n\na man\n", default, "translate", "-m", demo.Run);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("", run.Output.Split('\n')[1]);
    }

    [Fact]
    public void TwoThousandWordsAreToldAndTranslatedInParts()
    {
        CliRun run = Translate(Long);
        run.AssertFails(1, "sentence 1: the sentence has", "translated in", "several sentences");
        Assert.NotEmpty(run.Output.Trim());
        Assert.Single(run.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal(0, Translate("--lenient", Long).Code);
    }

    [Fact]
    public void UnknownCharactersAreNamedWithTheirSentence()
    {
        CliRun run = CliRun.With("two dogs\na 漢字 man\ntwo dogs\n", default, "translate", "-m", demo.Run);
        run.AssertFails(1, "sentence 2:", "'漢字'", "in other words");
        Assert.Equal(3, run.Output.TrimEnd('\n').Split('\n').Length);
        CliRun lenient = Translate("--lenient", "a 漢字 man");
        Assert.Equal(0, lenient.Code);
        Assert.Contains("'漢字'", lenient.Error);
    }

    [Fact]
    public void WhatCouldBeTranslatedIsInTheFile()
    {
        string file = Path.Combine(TestFolders.Fresh(), "out.txt");
        CliRun run = Translate("--out", file, "a 漢字 man", "two dogs");
        Assert.Equal(1, run.Code);
        Assert.Contains("optiglot: sentence 1:", run.Error);
        Assert.Equal(2, File.ReadAllLines(file).Length);
    }

    private CliRun Translate(params string[] arguments) => CliRun.Of(["translate", "-m", demo.Run, .. arguments]);
}
