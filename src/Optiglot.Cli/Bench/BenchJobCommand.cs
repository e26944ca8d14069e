using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>What the other benchmarks start in a process of its own: does a prepared job once and prints what it measured.</summary>
internal sealed class BenchJobCommand : CliCommand
{
    private readonly Argument<string> folder = new("DIR") { Description = "Folder of the job (kept by --keep DIR of the other benchmarks)" };

    /// <summary>Builds the command.</summary>
    public BenchJobCommand() : base("job", "Runs one prepared job in this process", "bench job kept/00")
    {
        Hidden = true;
        Add(folder);
    }

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string path = parse.GetRequiredValue(folder);
        JobResult result = BenchJob.Load(path).Run(path, context.Ranks);
        context.Output.WriteLine(BenchJson.Write(result));
        return ExitCode.Success;
    }
}
