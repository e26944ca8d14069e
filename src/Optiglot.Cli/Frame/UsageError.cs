using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static partial class UsageError
{
    /// <summary>The line, with the nearest name where one was mistyped; null: nothing is wrong.</summary>
    public static string? Describe(ParseResult parse)
    {
        string? token = parse.UnmatchedTokens.FirstOrDefault() ?? OptionAmongArguments(parse);
        if (token is null && parse.Errors.Count == 0) return null;
        Command command = parse.CommandResult.Command;
        string help = $"see ./optiglot {string.Concat(Path(parse).Select(name => name + " "))}--help";
        if (token is null) return $"{InWords(OneLine(parse.Errors[0].Message).TrimEnd('.'))}; {help}";
        bool isOption = token.StartsWith('-');
        if (isOption) token = token.Split('=')[0];
        string what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        string[] known = isOption ? [.. Options(parse)] : [.. command.Subcommands.Select(sub => sub.Name)];
        string hint = NearestName.Find(token, known) is { } near ? $"did you mean '{near}'? ({help})" : help;
        return $"{(what == "argument" ? "unexpected" : "unknown")} {what} '{token}'; {hint}";
    }

    // Where any number of arguments is taken, what should be an option is taken for one of them, and translated as a sentence or looked for as a file.
    // After `--` all is meant as it stands.
    private static string? OptionAmongArguments(ParseResult parse)
    {
        HashSet<string> before = [.. parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)];
        return parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(value => LikeAnOption().IsMatch(value) && before.Contains(value));
    }

    [GeneratedRegex(@"^--?[a-zA-Z][\w-]*(=.*)?$")]
    private static partial Regex LikeAnOption();

    // Names of the commands below the root, outermost first.
    private static IEnumerable<string> Path(ParseResult parse) =>
        Commands(parse).Reverse().Skip(1).Select(command => command.Name);

    private static IEnumerable<string> Options(ParseResult parse) => Commands(parse)
        .SelectMany((command, up) => command.Options.Where(option => up == 0 || option.Recursive))
        .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static IEnumerable<Command> Commands(ParseResult parse)
    {
        for (SymbolResult? at = parse.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult result) yield return result.Command;
    }

    // "Cannot parse argument 'x' for option '--seed' as expected type 'System.Nullable`1[System.UInt64]'" tells a user nothing.
    private static string InWords(string message)
    {
        if (Mistyped().Match(message) is not { Success: true } found) return message;
        string type = found.Groups["type"].Value;
        string wanted = Numbers.FirstOrDefault(number => type.Contains(number.Type, StringComparison.Ordinal)).Wanted ?? "another value";
        return $"{found.Groups["name"].Value} {found.Groups["value"].Value}: must be {wanted}";
    }

    private static readonly (string Type, string Wanted)[] Numbers =
    [
        ("System.UInt", "a whole number, 0 or more"), ("System.Int", "a whole number"), ("System.Double", "a number"), ("System.Single", "a number"),
        ("System.Boolean", "true or false"),
    ];

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for (option|argument|command) '(?<name>.*)' as expected type '(?<type>.*)'")]
    private static partial Regex Mistyped();

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
