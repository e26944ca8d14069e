using Optiglot.Metrics;
using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>The sentences on which two systems differ most, in both directions: the paper's Table 7, which shows the good ones.</summary>
/// <param name="plan">The table: its first two rows that are run are the systems.</param>
/// <param name="runs">The results.</param>
/// <param name="read">Reads a test set.</param>
/// <param name="seen">Whether a photo is at hand.</param>
public sealed class StudyCases(StudyPlan plan, StudyRuns runs, Func<StudyJob, string, EvaluationSet> read, Func<string, bool> seen)
{
    // Of lines with their photo and of lines without: so many in favour of the second system, and half as many against it.
    private const int Pictured = 4, Unpictured = 2;

    private static readonly Chrf Metric = new(new ChrfOptions());

    /// <summary>The results that are compared: those of the first seed that both systems have; null: there is none.</summary>
    public (ExperimentResult First, ExperimentResult Second, StudyJob SecondJob)? Results(IReadOnlyList<ulong> seeds)
    {
        StudyRow[] rows = [.. plan.Table.Rows.Where(row => row.Recipe is not null).Take(2)];
        foreach (ulong seed in seeds)
        {
            StudyJob[] jobs = [.. rows.Select(row => plan.Job(row.Recipe!, plan.Table.Targets[0], seed))];
            if (jobs.Select(runs.Find).ToArray() is [{ } first, { } second]) return (first, second, jobs[1]);
        }

        return null;
    }

    /// <summary>Chooses the lines.</summary>
    /// <param name="seeds">The first seed that both systems have counts.</param>
    /// <returns>The cases, best for the second system first; null: nothing has been run.</returns>
    /// <exception cref="FileNotFoundException">A file of output is missing.</exception>
    public IReadOnlyList<StudyCase>? Choose(IReadOnlyList<ulong> seeds)
    {
        if (Results(seeds) is not { } found) return null;
        StudyCase[] all = [.. plan.Table.Sets.SelectMany(
            set => Cases(set, read(found.SecondJob, set), runs.Hypotheses(found.First, set), runs.Hypotheses(found.Second, set)))];
        return [.. new[] { Some(all.Where(each => each.Seen), Pictured), Some(all.Where(each => !each.Seen), Unpictured) }.SelectMany(some => some)
            .OrderByDescending(Gain)];
    }

    private static IEnumerable<StudyCase> Some(IEnumerable<StudyCase> from, int count)
    {
        StudyCase[] sorted = [.. from.OrderByDescending(Gain)];
        return sorted.Where(each => Gain(each) > 0).Take(count).Concat(sorted.Where(each => Gain(each) < 0).TakeLast(count / 2));
    }

    private static double Gain(StudyCase each) => each.SecondScore - each.FirstScore;

    private IEnumerable<StudyCase> Cases(string name, EvaluationSet set, IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        double[] one = Scores(first, set.Tokenized), two = Scores(second, set.Tokenized);
        return set.Sources.Select((source, i) => new StudyCase(
            name, i + 1, source.Picture, source.Picture is { } picture && seen(picture), source.Source, set.Tokenized[i], first[i], second[i],
            Math.Round(one[i], 2), Math.Round(two[i], 2)));
    }

    private static double[] Scores(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references)
    {
        SegmentStatistics counts = Metric.Statistics(hypotheses, references);
        return [.. Enumerable.Range(0, counts.Count).Select(line => Metric.ComputeValue(counts[line]))];
    }
}
