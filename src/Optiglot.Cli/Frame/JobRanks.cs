using System.Runtime.CompilerServices;
using Optiglot.Distributed;
using Optiglot.Distributed.Mpi;
using static TorchSharp.torch;

namespace Optiglot.Cli;

/// <summary>
/// A command that an MPI launcher has started several times does its work together with the others: rank 0 alone speaks, and an error of any rank is told
/// once and ends all.
/// </summary>
internal sealed class JobRanks
{
    private readonly CommandConsole console;
    private int told;

    private JobRanks(CommandConsole console) => this.console = console;

    /// <summary>Runs the command, with the others where there are any.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(CommandContext context, Func<CommandContext, int> work)
    {
        if (!MpiLaunch.IsOneOfSeveral) return work(context);
        JobRanks job = new(context.Console);
        using ICommunicator ranks = MpiLaunch.Open(job.Notice);
        UseCores(ranks.Cores);
        context = context with { Ranks = ranks, Console = ranks.Rank == 0 ? context.Console with { IsTerminal = false } : Quiet(context.Console) };
        try
        {
            return work(context);
        }
        catch (StoppedTogetherException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error)
        {
            string line = error is UsageException or OperationCanceledException ? error.Message : ErrorLine.Describe(error);
            if (ranks.Rank == 0 && error is not OperationCanceledException) job.Tell(line);
            if (context.Verbose && error is not RankFailedException) job.console.Error.WriteLine(error);
            // Ends the process, with all others.
            ranks.Fail(line);
            return ExitCode.Failure;
        }
    }

    private static CommandConsole Quiet(CommandConsole console) => console with { Output = TextWriter.Null, Error = TextWriter.Null, IsTerminal = false };

    // By itself, so that libtorch is not loaded by commands that do without.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseCores(int cores) => set_num_threads(Math.Min(cores, get_num_threads()));

    private void Notice(RankFailedException failure) => Tell(failure.Message);

    private void Tell(string line)
    {
        if (Interlocked.Exchange(ref told, 1) != 0) return;
        console.Error.WriteLine($"optiglot: {line}");
        console.Error.Flush();
    }
}
