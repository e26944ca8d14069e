using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>What the scripts of <see cref="CompletionCommand"/> ask: how the last word of a command line may go on, one a line.</summary>
internal sealed class CompleteCommand : CliCommand
{
    private readonly Argument<string[]> words =
        new("WORD") { Description = "The command line without the program's name; the last word is completed", Arity = ArgumentArity.ZeroOrMore };
    private readonly Func<IReadOnlyList<string>, ParseResult> read;

    /// <summary>Builds the command.</summary>
    /// <param name="read">Reads a command line.</param>
    public CompleteCommand(Func<IReadOnlyList<string>, ParseResult> read) : base("complete", "Completes the last word of a command line")
    {
        this.read = read;
        Hidden = true;
        Add(words);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] given = parse.GetValue(words) ?? [];
        string last = given.LastOrDefault() ?? "";
        // Without the word begun, all that may stand there is offered; with it, a mistyped one would count as an argument.
        IEnumerable<string> found = read([.. given.SkipLast(1)]).GetCompletions().Select(item => item.InsertText ?? item.Label)
            .Where(text => text.StartsWith(last, StringComparison.OrdinalIgnoreCase) && (last.StartsWith('-') || !text.StartsWith('-')));
        foreach (string text in found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) context.Output.WriteLine(text);
        return ExitCode.Success;
    }
}
