using Optiglot.Metrics;
using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>Makes a table out of what its trainings have given so far.</summary>
/// <param name="plan">The table and its scale.</param>
/// <param name="runs">The results.</param>
/// <param name="references">The references of a set in a target language, tokenised; asked for tests of significance only.</param>
public sealed class StudyTabulator(StudyPlan plan, StudyRuns runs, Func<StudyJob, string, IReadOnlyList<string>> references)
{
    private const double RisingBy = 0.05;

    private static readonly PairedTestOptions Test = new() { Kind = PairedTestKind.ApproximateRandomization };

    /// <summary>The table with the results of these seeds.</summary>
    /// <exception cref="FileNotFoundException">Hypotheses or references are missing.</exception>
    /// <exception cref="InvalidDataException">A result or a recipe is damaged.</exception>
    public StudyReport Build(IReadOnlyList<ulong> seeds)
    {
        List<ExperimentResult> used = [];
        StudyRowReport[] rows = [.. from target in plan.Table.Targets
                                    from row in plan.Table.Rows
                                    where row.Targets.Count == 0 || row.Targets.Contains(target)
                                    where row.Recipe is not null || row.Paper.ContainsKey(target)
                                    select Row(row, target, seeds, used)];
        return new StudyReport
        {
            Table = plan.Table.Name, Title = plan.Table.Title, Scale = plan.Scale, Sets = plan.Table.Sets, Rows = rows,
            Commits = [.. used.Select(result => result.Commit).Distinct()], Machines = [.. used.Select(result => result.Machine).Distinct()],
            Command = $"./optiglot study {plan.Table.Name} --scale {plan.Scale.ToString().ToLowerInvariant()} --seeds {string.Join(' ', seeds)}",
            Signatures = [.. used.SelectMany(result => plan.Table.Sets.Where(result.Scores.ContainsKey).Select(set => result.Scores[set]))
                .SelectMany(score => (string?[])[$"BLEU|{score.Signature}", score.MeteorSignature is { } meteor ? $"METEOR|{meteor}" : null])
                .Where(signature => signature is not null).Select(signature => signature!).Distinct()],
        };
    }

    private StudyRowReport Row(StudyRow row, string target, IReadOnlyList<ulong> seeds, List<ExperimentResult> used)
    {
        IReadOnlyDictionary<string, IReadOnlyList<double>> paper = row.Paper.TryGetValue(target, out var printed) ? printed
            : new Dictionary<string, IReadOnlyList<double>>();
        StudyRowReport report = new()
        {
            Name = row.Name, Target = target, Recipe = row.Recipe, Note = row.Note,
            Paper = paper.ToDictionary(set => set.Key, set => set.Value[0]),
            PaperMeteor = paper.Where(set => set.Value.Count > 1).ToDictionary(set => set.Key, set => set.Value[1]),
        };
        List<(StudyJob Job, ExperimentResult Result)> done = Done(row, target, seeds);
        if (done.Count == 0) return report;
        used.AddRange(done.Select(run => run.Result));
        (double PValue, IReadOnlyDictionary<string, double> BySet)? test = Against(row, target, done);
        return report with
        {
            Seeds = [.. done.Select(run => run.Job.Seed)],
            Scores = plan.Table.Sets.Where(set => done.All(run => run.Result.Scores.ContainsKey(set)))
                .ToDictionary(set => set, set => Scores([.. done.Select(run => run.Result.Scores[set])])),
            Minutes = Math.Round(done.Average(run => run.Result.Minutes), 1), Parameters = done[0].Result.Parameters,
            Against = test is null ? null : row.Against, PValue = test?.PValue, PBySet = test?.BySet, Rising = done.Any(run => IsRising(run.Result)),
            Incongruent = StudyPictureColumns.Incongruent([.. done.Select(run => run.Result)]),
            HiddenWords = StudyPictureColumns.Hidden([.. done.Select(run => run.Result)]),
        };
    }

    private List<(StudyJob Job, ExperimentResult Result)> Done(StudyRow row, string target, IReadOnlyList<ulong> seeds) => row.Recipe is null ? [] :
        [.. seeds.Select(seed => plan.Job(row.Recipe, target, seed)).Select(job => (job, runs.Find(job))).Where(run => run.Item2 is not null)
            .Select(run => (run.job, run.Item2!))];

    private static StudyScores Scores(ExperimentScore[] seeds) =>
        new([.. seeds.Select(score => score.Bleu)], seeds.All(score => score.Meteor is not null) ? [.. seeds.Select(score => score.Meteor!.Value)] : null);

    private (double, IReadOnlyDictionary<string, double>)? Against(StudyRow row, string target, List<(StudyJob Job, ExperimentResult Result)> done)
    {
        if (row.Against is null) return null;
        ulong[] own = [.. done.Select(run => run.Job.Seed)];
        var others = Done(plan.Table.Rows.First(each => each.Name == row.Against), target, own);
        if (others.Count == 0) return null;
        ExperimentResult[] first = [.. others.Select(run => run.Result)];
        ExperimentResult[] second = [.. done.Where(run => others.Any(other => other.Job.Seed == run.Job.Seed)).Select(run => run.Result)];
        string[] sets = [.. plan.Table.Sets.Where(set => first.Concat(second).All(result => result.Hypotheses.ContainsKey(set)))];
        return (PValue(done[0].Job, sets, first, second), sets.ToDictionary(set => set, set => PValue(done[0].Job, [set], first, second)));
    }

    private double PValue(StudyJob job, string[] sets, ExperimentResult[] first, ExperimentResult[] second)
    {
        Bleu bleu = new(BleuOptions.MultiBleu);
        string[] lines = [.. sets.SelectMany(set => references(job, set))];
        SegmentStatistics Counts(ExperimentResult[] seeds) => Probes.PictureStatistics.Mean(
            ComparedMetric.Of(bleu, [.. seeds.Select(result => new NamedSystem(result.Recipe, [.. sets.SelectMany(set => runs.Hypotheses(result, set))]))],
                lines).Systems);
        return PairedTest.Run([ComparedMetric.Of(bleu, [Counts(first), Counts(second)])], ["other", "own"], Test)[0].Systems[1].PValue!.Value;
    }

    // The last stage's best evaluation is its last, averages aside, and better than the one before by more than a trifle.
    private static bool IsRising(ExperimentResult result)
    {
        double[] curve = [.. (result.Training ?? []).LastOrDefault(stage => stage.Evaluations.Any(each => each.DevBleu is not null))?.Evaluations
            .Where(each => !each.Averaged).Select(each => each.DevBleu ?? 0) ?? []];
        return curve.Length > 1 && curve[^1] > curve[..^1].Max() + RisingBy;
    }
}
