using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>The line, with the nearest name where one was mistyped.</summary>
    public static string Describe(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string help = $"see ./optiglot {string.Concat(Path(parse).Select(name => name + " "))}--help";
        if (parse.UnmatchedTokens.FirstOrDefault() is not { } token) return $"{OneLine(parse.Errors[0].Message).TrimEnd('.')}; {help}";
        bool isOption = token.StartsWith('-');
        string what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        string[] known = isOption ? [.. Options(parse)] : [.. command.Subcommands.Select(sub => sub.Name)];
        string hint = NearestName.Find(token, known) is { } near ? $"did you mean '{near}'? ({help})" : help;
        return $"{(what == "argument" ? "unexpected" : "unknown")} {what} '{token}'; {hint}";
    }

    // Names of the commands below the root, outermost first.
    private static IEnumerable<string> Path(ParseResult parse) =>
        Commands(parse).Reverse().Skip(1).Select(command => command.Name);

    private static IEnumerable<string> Options(ParseResult parse) => Commands(parse)
        .SelectMany((command, up) => command.Options.Where(option => up == 0 || option.Recursive))
        .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static IEnumerable<Command> Commands(ParseResult parse)
    {
        for (System.CommandLine.Parsing.SymbolResult? at = parse.CommandResult; at is not null; at = at.Parent)
            if (at is System.CommandLine.Parsing.CommandResult result) yield return result.Command;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
