using System.CommandLine;
using Optiglot.Distributed;
using Optiglot.Studies.Tables;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Runs the rows of one table or figure, and writes it after each.</summary>
internal sealed class StudyTableCommand : CliCommand
{
    private readonly StudyOptions options = new();

    /// <summary>Builds the command.</summary>
    public StudyTableCommand(string table, string what)
        : base(table, $"{what}; stopped, it goes on where it was", $"study {table}", $"study {table} --scale tiny --seeds 1")
    {
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        StudyPlan plan = options.Plan(parse, Name);
        ICommunicator ranks = context.Ranks;
        using IDisposable busy = ranks.Busy("study");
        StudyWriter writer = new(options, parse, context);
        StudyRuns runs = writer.Runs;
        StudyJob[] jobs = [.. options.Jobs(parse, plan)], left = [.. jobs.Where(job => runs.Find(job) is null)];
        // Of several ranks, each trains every Nth row by itself; a part that rows share is trained by the first who comes to it, and waited for by the others.
        ranks.Barrier();
        CommandContext alone = context with { Ranks = new SingleProcess() };
        (object Report, string Page)? written = null;
        foreach ((int index, StudyJob job) in left.Index().Where(each => each.Index % ranks.Count == ranks.Rank))
        {
            context.Note(
                $"{plan.Table.Name}: {job.Name}, training {jobs.Length - left.Length + index + 1} of "
                    + $"{jobs.Length}{writer.TimeLeft(plan, [.. left.Skip(index)])}");
            Train(job, runs, parse, alone);
            written = ranks.Rank == 0 ? writer.Write(plan) : null;
        }

        ranks.Barrier();
        if (ranks.Rank > 0) return ExitCode.Success;
        if (ranks.Count > 1) written = null;
        (object report, string page) = written ?? writer.Write(plan);
        if (context.Json) context.WriteJson(report);
        else context.Output.WriteLine($"{page}\nwritten: {options.TableFile(parse, plan)}.json, .md");
        return ExitCode.Success;
    }

    private void Train(StudyJob job, StudyRuns runs, ParseResult parse, CommandContext context)
    {
        (string model, double minutes) = RunSession.To(RunStep.Export, job.Recipe, options.RunFolder(parse, job), context, options.Parts(parse));
        using EvaluationSession session = EvaluationSession.Open(job.Recipe, model, null, new EngineChoice(), context);
        EvaluationResult found = session.Run(job.Recipe.Evaluate.Sets, job.Recipe.Evaluate.Pictures, job.Recipe.Search, context);
        session.Save(runs.Folder, found, CommandText.Of(parse, ("--seeds", $"{job.Seed}"), ("--target", job.Target)), minutes);
    }
}
