using System.CommandLine;

namespace Optiglot.Cli.Tests;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("--seeds 1 2 --target de --data 'my data' x", "./optiglot study --data 'my data' x --seeds 2 --target fr")]
    [InlineData("x -d=a", "./optiglot study x -d a --seeds 2 --target fr")]
    public void WhatIsSaidAnewTakesThePlaceOfWhatWasGiven(string given, string wanted) =>
        Assert.Equal(wanted, CommandText.Of(Parse(given), ("--seeds", "2"), ("--target", "fr")));

    [Theory]
    [InlineData("--set a=1 --set 'b=it is' x", "./optiglot study --set a=1 --set 'b=it is' x")]
    [InlineData("x", "./optiglot study x")]
    public void AllThatWasGivenIsToldAsAShellTakesIt(string given, string wanted) => Assert.Equal(wanted, CommandText.Of(Parse(given)));

    [Fact]
    public void AnApostropheIsQuoted() => Assert.Equal("""./optiglot study 'it'\''s'""", CommandText.Of(Root().Parse(["study", "it's"])));

    private static ParseResult Parse(string given)
    {
        ParseResult parse = Root().Parse(["study", .. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(given.Replace('\'', '"'))]);
        Assert.Empty(parse.Errors);
        return parse;
    }

    private static RootCommand Root() => new()
    {
        new Command("study")
        {
            new Argument<string>("what"), new Option<string>("--data", "-d"), new Option<string[]>("--set"),
            new Option<ulong[]>("--seeds") { AllowMultipleArgumentsPerToken = true },
            new Option<string[]>("--target") { AllowMultipleArgumentsPerToken = true },
        },
    };
}
