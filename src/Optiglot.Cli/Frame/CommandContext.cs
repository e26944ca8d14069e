using System.Text.Json;
using Optiglot.Distributed;

namespace Optiglot.Cli;

/// <summary>What a command is given besides its own options.</summary>
/// <param name="Console">Where to read and write.</param>
/// <param name="Json">Whether the result is to be one JSON object.</param>
/// <param name="Verbose">Whether to say more.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Cancel">Cancelled by Ctrl-C.</param>
internal sealed record CommandContext(CommandConsole Console, bool Json, bool Verbose, DataFolder Data, CancellationToken Cancel)
{
    /// <summary>The processes that do the command together; this one alone where it was started once.</summary>
    public ICommunicator Ranks { get; init; } = new SingleProcess();

    /// <summary>Whether this process speaks and writes for all.</summary>
    public bool IsFirst => Ranks.Rank == 0;

    /// <summary>Results.</summary>
    public TextWriter Output => Console.Output;

    /// <summary>Shows how far long work is.</summary>
    public ProgressDisplay Progress => new(Console);

    /// <summary>Prints one JSON object.</summary>
    public void WriteJson(object value) => Output.WriteLine(JsonSerializer.Serialize(value, JsonOutput.Indented));

    /// <summary>A remark for people, on standard error.</summary>
    public void Note(string line) => Console.Error.WriteLine(line);
}
