using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Prints scores of test sets.</summary>
internal static class EvaluationReport
{
    /// <summary>As a table with the signatures below it, or as one JSON object.</summary>
    /// <param name="context">Where.</param>
    /// <param name="name">Of recipe or model.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="file">The result file written, if any.</param>
    public static void Write(CommandContext context, string name, IReadOnlyList<SetScore> scores, string? file)
    {
        if (context.Json)
        {
            context.WriteJson(new { recipe = name, results = file, scores = scores.Select(AsObject) });
            return;
        }

        context.Output.Write(TextTable.Format(["set", "pictures", "lines", "BLEU (tokenised)", "BLEU (natural)"], [.. scores.Select(Row)]));
        foreach (string signature in scores.SelectMany(score => (string[])[score.Tokenized.Signature, score.Natural.Signature]).Distinct()) context.Output.WriteLine(signature);
        if (file is not null) context.Output.WriteLine($"written: {file}");
    }

    private static string[] Row(SetScore score) =>
    [
        score.OnlyPictured ? $"{score.Set}, with photo" : score.Set, score.Pictures.ToString().ToLowerInvariant(), $"{score.Hypotheses.Count}", Number(score.Tokenized.Value), Number(score.Natural.Value),
    ];

    private static string Number(double value) => FormattableString.Invariant($"{value:0.00}");

    private static object AsObject(SetScore score) => new
    {
        score.Set, score.Pictures, onlyLinesWithPhoto = score.OnlyPictured, lines = score.Hypotheses.Count, bleu = Math.Round(score.Tokenized.Value, 2), signature = score.Tokenized.Signature,
        bleuNatural = Math.Round(score.Natural.Value, 2), signatureNatural = score.Natural.Signature,
    };
}
