using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Prints the page of all keys that a recipe may have.</summary>
internal sealed class RecipeKeysCommand()
    : CliCommand("recipe-keys", "Prints every key a recipe may have, with type, default and meaning (docs/recipe-keys.md)", "recipe-keys")
{
    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string page = RecipeReference.Markdown();
        if (context.Json) context.WriteJson(new { Markdown = page });
        else context.Output.Write(page);
        return ExitCode.Success;
    }
}
