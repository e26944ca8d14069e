namespace Optiglot.Training;

/// <summary>
/// Reads how a run's stages went out of its log, so that a result says what each objective reached on held-out data and not only the scores at the end.
/// </summary>
public static class TrainingSummary
{
    // Told of training steps, not of evaluations: averaged over the steps of an epoch.
    private static readonly string[] OfTraining = ["lambda", "lambda_spread", "cosine", "modality_loss"];

    /// <summary>Where a run's folder has its log.</summary>
    public static string LogIn(string run) => Path.Combine(run, RunLogs.LogFile);

    /// <summary>Reads a log (<see cref="JsonLinesProgress"/>); empty where there is none.</summary>
    public static IReadOnlyList<StageSummary> Read(string log)
    {
        if (!File.Exists(log)) return [];
        return [.. JsonLinesProgress.Read(log).GroupBy(report => report.Stage).Select(Summary).Where(stage => stage.Updates > 0)];
    }

    private static StageSummary Summary(IGrouping<string, TrainingReport> stage)
    {
        // A resumed run tells steps again: the later report of a step counts.
        TrainingReport[] steps = Latest(stage, TrainingEvent.Step), found = Latest(stage, TrainingEvent.Evaluation);
        List<StageEvaluation> evaluations = [];
        long before = 0;
        foreach (TrainingReport report in found)
        {
            Dictionary<string, double> values = (report.Values ?? new Dictionary<string, double>())
                .ToDictionary(value => value.Key, value => Rounded(value.Value));
            foreach (string name in OfTraining)
            {
                double[] told = [.. steps.Where(step => step.Step > before && step.Step <= report.Step)
                    .Select(step => step.Values?.TryGetValue(name, out double value) == true ? value : double.NaN).Where(double.IsFinite)];
                if (told.Length > 0) values[name] = Rounded(told.Average());
            }

            double? score = report.DevBleu is { } bleu ? Rounded(bleu) : null;
            evaluations.Add(new StageEvaluation(Math.Round(report.Epoch, 2), score, values) { Averaged = report.IsOfAverage });
            before = report.Step;
        }

        return new StageSummary(stage.Key, stage.Max(report => report.Step), Math.Round(stage.Max(report => report.Elapsed).TotalMinutes, 1), evaluations);
    }

    private static TrainingReport[] Latest(IEnumerable<TrainingReport> reports, TrainingEvent kind) =>
        [.. reports.Where(report => report.Event == kind).GroupBy(report => (report.IsOfAverage, report.Step)).Select(same => same.Last())
            .OrderBy(report => report.Step).ThenBy(report => report.IsOfAverage)];

    private static double Rounded(double value) => Math.Round(value, 4);
}
