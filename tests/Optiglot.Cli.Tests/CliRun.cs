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

    /// <summary>Runs it and interrupts it as soon as it says that.</summary>
    public static CliRun StoppedAt(string says, params string[] arguments)
    {
        using CancellationTokenSource stop = new();
        StringWriter output = new();
        StoppingWriter error = new(says, stop);
        int code = new OptiglotCommandLine().Run(arguments, new CommandConsole(TextReader.Null, output, error), stop.Token);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that it failed with that code and one line that says all of these.</summary>
    public void AssertFails(int code, params string[] says)
    {
        Assert.True(code == Code, $"exit code {Code}: {Error}{Output}");
        AssertSays(Assert.Single(Error.TrimEnd('\n').Split('\n')), says);
    }

    /// <summary>Asserts that it failed with code 1, and that the last line, after progress and notes, is the error and says all of these.</summary>
    public void AssertEnds(params string[] says)
    {
        Assert.True(Code == ExitCode.Failure, $"exit code {Code}: {Error}{Output}");
        string[] lines = Error.TrimEnd('\n').Split('\n');
        Assert.DoesNotContain(lines[..^1], line => line.StartsWith("optiglot: ", StringComparison.Ordinal));
        AssertSays(lines[^1], says);
    }

    private sealed class StoppingWriter(string says, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(says, StringComparison.Ordinal) == true) stop.Cancel();
        }
    }

    private static void AssertSays(string line, string[] says)
    {
        Assert.True(line.StartsWith("optiglot: ", StringComparison.Ordinal) && !line.Contains("a fault of Optiglot"), line);
        foreach (string part in says) Assert.True(line.Contains(part, StringComparison.Ordinal), $"'{part}' is not in: {line}");
    }
}
