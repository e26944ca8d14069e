using System.CommandLine;
using Optiglot.Studies.Tables;

namespace Optiglot.Cli;

/// <summary>Says which rows of which tables have been run.</summary>
internal sealed class StudyStatusCommand : CliCommand
{
    private readonly StudyOptions options = new();

    /// <summary>Builds the command.</summary>
    public StudyStatusCommand()
        : base("status", "Says which rows of which tables have been run, and which are begun", "study status", "study status --scale tiny --json")
    {
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        StudyRuns runs = options.Runs(parse);
        var found = options.Tables(parse).Select(name => options.Plan(parse, name)).SelectMany(plan => options.Jobs(parse, plan).Select(job => (
            Table: plan.Table.Name, job.Name, Minutes: runs.Find(job)?.Minutes, Begun: Directory.Exists(options.RunFolder(parse, job))))).ToList();
        if (context.Json)
        {
            context.WriteJson(new { trainings = found.Select(job => new { job.Table, job.Name, state = State(job.Minutes, job.Begun), job.Minutes }) });
            return ExitCode.Success;
        }

        context.Output.Write(TextTable.Format(["table", "training", "state", "minutes"],
            [.. found.Select(job => (IReadOnlyList<string>)[job.Table, job.Name, State(job.Minutes, job.Begun),
                job.Minutes is { } minutes ? FormattableString.Invariant($"{minutes:0.0}") : "-"])]));
        return ExitCode.Success;
    }

    private static string State(double? minutes, bool begun) => minutes is not null ? "done" : begun ? "begun" : "open";
}
