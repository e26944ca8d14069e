using Optiglot.Training;

namespace Optiglot.Cli.Tests;

public sealed class TrainingDisplayTests
{
    // Scores on the dev set that came within ten seconds of a step's line were not told at all.
    [Fact]
    public void InAPipeStepsAreThrottledAndNothingElse()
    {
        StringWriter error = new();
        using TrainingDisplay display = new(new CommandConsole(TextReader.Null, TextWriter.Null, error));
        foreach ((TrainingEvent what, int step) in new[]
        {
            (TrainingEvent.Step, 1), (TrainingEvent.Step, 2), (TrainingEvent.Evaluation, 2), (TrainingEvent.Evaluation, 3), (TrainingEvent.Step, 3)
        })
            display.Report(new TrainingReport
            {
                Event = what, Stage = "stage1", Step = step, Epoch = 1, DevBleu = what == TrainingEvent.Evaluation ? 10.5 + step : null
            });
        string[] lines = error.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.Contains("12.5", lines[1]);
        Assert.Contains("13.5", lines[2]);
    }
}
