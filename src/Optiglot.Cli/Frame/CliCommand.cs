using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>A command of the command line.</summary>
/// <param name="name">As typed.</param>
/// <param name="description">One sentence for <c>--help</c>.</param>
/// <param name="examples">Whole command lines without the program's name, shown by <c>--help</c>.</param>
internal abstract class CliCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Whole command lines without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>How long the work is waited for when it is interrupted.</summary>
    public virtual TimeSpan Moment => Patience.Short;

    /// <summary>Whether several processes that an MPI launcher starts share the work; else each does all of it.</summary>
    public virtual bool SharesWork => false;

    /// <summary>Does the work.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public abstract int Run(ParseResult parse, CommandContext context);
}
