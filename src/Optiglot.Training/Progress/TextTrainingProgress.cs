using System.Globalization;

namespace Optiglot.Training;

/// <summary>One plain line a report, for files, pipes and tests.</summary>
/// <param name="writer">Where the lines go.</param>
public sealed class TextTrainingProgress(TextWriter writer) : ITrainingProgress
{
    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        writer.WriteLine(Format(report));
        writer.Flush();
    }

    /// <summary>The line for a report, as <c>stage1 step 300/9000 epoch 1.25 loss 3.412 rate 1.2e-03 8200 tokens/s 12:40 left</c>.</summary>
    public static string Format(TrainingReport report)
    {
        List<string> parts = [report.Stage];
        if (report.Event is TrainingEvent.StageStarted) parts.Add("starts");
        if (report.Event is TrainingEvent.StageFinished) parts.Add("finished");
        if (report.Step > 0) parts.Add(report.TotalSteps is { } total ? $"step {report.Step}/{total}" : $"step {report.Step}");
        if (report.Epoch > 0) parts.Add(Number($"epoch {report.Epoch:0.00}"));
        if (report.Loss is { } loss) parts.Add(Number($"loss {loss:0.000}"));
        foreach ((string name, double value) in report.Values ?? new Dictionary<string, double>()) parts.Add(Number($"{name} {value:0.###}"));
        if (report.LearningRate is { } rate) parts.Add(Number($"rate {rate:0.0e-00}"));
        if (report.TokensPerSecond is { } speed) parts.Add(Number($"{speed:0} tokens/s"));
        if (report.DevBleu is { } bleu) parts.Add(Number($"dev BLEU {bleu:0.00}{(report.IsBest ? " (best)" : "")}"));
        if (report.TimeLeft is { } left) parts.Add($"{Duration(left)} left");
        if (report.Message is { } message) parts.Add(message);
        return string.Join(' ', parts);
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
}
