using System.Globalization;
using Optiglot.Metrics;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Prints scores of test sets.</summary>
internal static class EvaluationReport
{
    /// <summary>As a table with the signatures below it, or as one JSON object.</summary>
    /// <param name="context">Where.</param>
    /// <param name="name">Of recipe or model.</param>
    /// <param name="found">What the evaluation found.</param>
    /// <param name="file">The result file written, if any.</param>
    /// <param name="sees">Whether the model sees pictures: scores of one that does not are those without.</param>
    public static void Write(CommandContext context, string name, EvaluationResult found, string? file, bool sees)
    {
        if (context.Json)
        {
            context.WriteJson(new
            {
                recipe = name, results = file, scores = found.Scores.Select(score => AsObject(score, sees)), pictureEffects = found.Effects,
                hiddenWords = found.Hidden
            });
            return;
        }

        context.Output.Write(TextTable.Format(["set", "pictures", "lines", "BLEU (tokenised)", "METEOR", "BLEU (natural)"],
            [.. found.Scores.Select(score => Row(score, sees))]));
        foreach (string signature in found.Scores.SelectMany(Signatures).Distinct()) context.Output.WriteLine(signature);
        foreach (PictureEffect effect in found.Effects) context.Output.WriteLine(Describe(effect));
        foreach (HiddenWordScore score in found.Hidden) context.Output.WriteLine(Describe(score));
        if (file is not null) context.Output.WriteLine($"written: {file}");
    }

    private static PictureChoice Pictures(SetScore score, bool sees) => sees ? score.Pictures : PictureChoice.None;

    private static string[] Row(SetScore score, bool sees) =>
    [
        score.OnlyPictured ? $"{score.Set}, with photo" : score.Set, Pictures(score, sees).ToString().ToLowerInvariant(), $"{score.Hypotheses.Count}",
        Number(score.Tokenized.Value), score.Meteor is { } meteor ? Number(meteor.Value) : "", Number(score.Natural.Value),
    ];

    private static IEnumerable<string> Signatures(SetScore score) => ((MetricScore?[])[score.Tokenized, score.Meteor, score.Natural])
        .Where(each => each is not null).Select(each => $"{each!.Name}|{each.Signature}");

    private static string Describe(PictureEffect effect)
    {
        string against = effect.Against is PictureChoice.None ? "no pictures" : "wrong pictures";
        string verdict = effect.PValue < 0.05 ? "more than chance" : "chance explains it";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{effect.Set}, {effect.Lines} lines with photo: the right pictures against {against}: {effect.Right - effect.Other:+0.00;-0.00;0.00} BLEU, p "
                + $"= {effect.PValue:0.000}: {verdict} ({effect.Signature})");
    }

    private static string Describe(HiddenWordScore score) => string.Create(
        CultureInfo.InvariantCulture,
        $"{score.Set}, {score.Count} hidden words ({score.Words}): {100 * score.Right:0.0}% right with the right pictures, {100 * score.Wrong:0.0}% with "
            + $"wrong ones, {100 * score.None:0.0}% with none, p = {score.PValue:0.0000} ({score.Signature})");

    private static string Number(double value) => FormattableString.Invariant($"{value:0.00}");

    private static object AsObject(SetScore score, bool sees) => new
    {
        score.Set, pictures = Pictures(score, sees), onlyLinesWithPhoto = score.OnlyPictured, lines = score.Hypotheses.Count,
        bleu = Math.Round(score.Tokenized.Value, 2), signature = score.Tokenized.Signature,
        meteor = score.Meteor is { } meteor ? Math.Round(meteor.Value, 2) : (double?)null, meteorSignature = score.Meteor?.Signature,
        bleuNatural = Math.Round(score.Natural.Value, 2), signatureNatural = score.Natural.Signature,
    };
}
