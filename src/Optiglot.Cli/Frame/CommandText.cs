using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Optiglot.Cli;

/// <summary>The command line that was given, as results tell it: whoever types it gets what the results hold.</summary>
internal static partial class CommandText
{
    /// <summary>All that was given, in its order; what a shell would take apart is quoted.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="instead">Options that are to have another value than the given one, as where a command of many parts tells how to get one.</param>
    public static string Of(ParseResult parse, params IReadOnlyList<(string Option, string Value)> instead)
    {
        HashSet<Token> replaced = [.. instead.Select(each => parse.GetResult(each.Option)).OfType<OptionResult>().SelectMany(option => option.Tokens)];
        HashSet<string> names = [.. instead.Select(each => each.Option)];
        IEnumerable<string> given = parse.Tokens.Where(token => !replaced.Contains(token) && !(token.Type == TokenType.Option && names.Contains(token.Value)))
            .Select(token => token.Value);
        return string.Join(' ', ["./optiglot", .. given.Select(Quoted), .. instead.Select(each => $"{each.Option} {Quoted(each.Value)}")]);
    }

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_@%+=:,./\\[\\]{}-]+$")]
    private static partial Regex Plain();
}
