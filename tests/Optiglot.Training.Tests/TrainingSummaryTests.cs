namespace Optiglot.Training.Tests;

public sealed class TrainingSummaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The score of averaged weights, told at the same update, once stood in the place of the last epoch's own.
    [Fact]
    public void TheLastEpochsScoreStandsBesideThatOfTheAverage()
    {
        string log = Path.Combine(folder.Path, "log.jsonl");
        using (JsonLinesProgress progress = new(log))
        {
            progress.Report(Evaluation(10, 30));
            progress.Report(Evaluation(20, 36));
            progress.Report(Evaluation(20, 35) with { Message = "average of 2 checkpoints, updates 10 to 20: 35.00, best so far: 36.00" });
            // A resumed run tells them again.
            progress.Report(Evaluation(20, 36));
            progress.Report(Evaluation(20, 35) with { Message = "average of 2 checkpoints, updates 10 to 20: 35.00, best so far: 36.00" });
        }

        StageSummary stage = Assert.Single(TrainingSummary.Read(log));
        Assert.Equal([(30.0, false), (36.0, false), (35.0, true)], stage.Evaluations.Select(each => (each.DevBleu!.Value, each.Averaged)));
    }

    private static TrainingReport Evaluation(long step, double bleu) =>
        new() { Event = TrainingEvent.Evaluation, Stage = "stage2", Step = step, Epoch = step / 10.0, DevBleu = bleu };
}
