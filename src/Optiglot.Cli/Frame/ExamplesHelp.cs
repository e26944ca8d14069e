using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Optiglot.Cli;

/// <summary>Help that ends with the command's examples.</summary>
/// <param name="help">The help without them.</param>
internal sealed class ExamplesHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parse)
    {
        int code = help.Invoke(parse);
        if (parse.CommandResult.Command is not CliCommand { Examples.Count: > 0 } command) return code;
        TextWriter output = parse.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in command.Examples) output.WriteLine($"  ./optiglot {example}");
        output.WriteLine();
        return code;
    }
}
