namespace Optiglot.Cli.Tests;

/// <summary>One command line run in this process, with what it printed.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    /// <summary>Runs it.</summary>
    public static CliRun Of(params string[] arguments) => With("", default, arguments);

    /// <summary>Runs it with standard input.</summary>
    public static CliRun With(string input, CancellationToken cancel, params string[] arguments)
    {
        StringWriter output = new(), error = new();
        int code = new OptiglotCommandLine().Run(arguments, new CommandConsole(new StringReader(input), output, error), cancel);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that it failed with that code and one line that says all of these.</summary>
    public void AssertFails(int code, params string[] says)
    {
        Assert.Equal(code, Code);
        string line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("optiglot: ", line);
        foreach (string part in says) Assert.Contains(part, line);
    }
}
