using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>Prints a script that has a shell complete commands and options.</summary>
internal sealed class CompletionCommand : CliCommand
{
    // Where nothing of ours fits, the shell completes file names.
    private const string Bash = """
        _optiglot() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
        }
        complete -o default -F _optiglot optiglot ./optiglot
        """;

    private const string Zsh = """
        _optiglot() {
            local -a found
            found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2> /dev/null)}")
            [[ -n "${found[1]}" ]] && compadd -a found || _files
        }
        compdef _optiglot optiglot ./optiglot
        """;

    private const string Fish = """
        complete -c optiglot -a '(set -l words (commandline -opc) (commandline -ct); $words[1] complete -- $words[2..-1] 2> /dev/null)'
        """;

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish" };

    /// <summary>Builds the command.</summary>
    public CompletionCommand() : base("completion", "Prints a script with which a shell completes commands and options", "completion bash")
    {
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Add(shell);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        context.Output.WriteLine(parse.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
        return ExitCode.Success;
    }
}
