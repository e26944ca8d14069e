using System.Globalization;

namespace Optiglot.Training;

/// <summary>
/// One plain line a report, for files, pipes and tests: in words for people, where <see cref="JsonLinesProgress"/> has the names for programs.
/// </summary>
/// <param name="writer">Where the lines go.</param>
public sealed class TextTrainingProgress(TextWriter writer) : ITrainingProgress
{
    private static readonly Dictionary<string, string> Stages = new()
    {
        ["vlp_captions"] = "pre-training on captions", ["vlp_pairs"] = "pre-training on pairs", ["stage1"] = "stage 1 (encoder frozen)",
        ["stage2"] = "stage 2 (all parameters)",
        ["end_to_end"] = "training", ["detect"] = "pictures", ["synthetic"] = "synthetic pairs",
    };

    private static readonly Dictionary<string, string> Accuracies = new()
    {
        ["masked_accuracy"] = "of the hidden words right", ["pair_accuracy"] = "of the picture pairs told", ["accuracy"] = "of the words right",
    };

    private static readonly Dictionary<string, string> Losses = new()
    {
        ["masked_loss"] = "loss of hidden words", ["pair_loss"] = "loss of picture pairs", ["modality_loss"] = "modality loss"
    };

    // For programs: the sum of losses that chooses a checkpoint, and what only who debugs the training reads.
    private static readonly HashSet<string> Untold = ["score", "gradient_norm", "lambda_spread"];

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        writer.WriteLine(Format(report));
        writer.Flush();
    }

    /// <summary>
    /// The line for a report, as <c>stage 1 (encoder frozen): 12:40 left, step 300/9000, epoch 1.25, loss 3.412</c>: what matters most stands first, since a
    /// narrow terminal cuts the rest off.
    /// </summary>
    public static string Format(TrainingReport report)
    {
        List<string> parts = [];
        if (report.Event is TrainingEvent.StageStarted) parts.Add("starts");
        if (report.Event is TrainingEvent.StageFinished) parts.Add($"finished after {Duration(report.Elapsed)}");
        if (report.TimeLeft is { } left) parts.Add($"{Duration(left)} left");
        if (report.DevBleu is { } bleu) parts.Add(Number($"BLEU on the dev set {bleu:0.00}"));
        if (report.IsBest) parts.Add("the best so far");
        if (report.Step > 0) parts.Add(report.TotalSteps is { } total ? $"step {report.Step}/{total}" : $"step {report.Step}");
        if (report.Epoch > 0) parts.Add(Number($"epoch {report.Epoch:0.00}"));
        if (report.Loss is { } loss) parts.Add(Number($"loss {loss:0.000}"));
        if (report.TokensPerSecond is { } speed) parts.Add(Number($"{speed:0} tokens/s"));
        parts.AddRange((report.Values ?? new Dictionary<string, double>()).Where(value => !Untold.Contains(value.Key))
            .Select(value => Describe(value.Key, value.Value)));
        if (report.LearningRate is { } rate) parts.Add(Number($"learning rate {rate:0.0e-00}"));
        if (report.Message is { } message) parts.Add(message);
        return $"{StageInWords(report.Stage)}: {string.Join(", ", parts)}";
    }

    /// <summary>A stage's name in words; what stands before it (a run's name and a colon) stays.</summary>
    public static string StageInWords(string stage)
    {
        int colon = stage.LastIndexOf(": ", StringComparison.Ordinal), start = colon < 0 ? 0 : colon + 2;
        return stage[..start] + Stages.GetValueOrDefault(stage[start..], stage[start..].Replace('_', ' '));
    }

    private static string Describe(string name, double value)
    {
        foreach ((string accuracy, string words) in Accuracies)
        {
            if (name == accuracy) return Number($"{100 * value:0.#}% {words}");
            if (name.StartsWith(accuracy + "_", StringComparison.Ordinal))
                return Number($"{100 * value:0.#}% {words} ({name[(accuracy.Length + 1)..].Replace('_', ' ')})");
        }

        return Number($"{Losses.GetValueOrDefault(name, name.Replace('_', ' '))} {value:0.###}");
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
}
