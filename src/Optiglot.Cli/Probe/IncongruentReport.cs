using Optiglot.Metrics;
using Optiglot.Studies.Probes;

namespace Optiglot.Cli;

/// <summary>Prints scores by the pictures that were seen.</summary>
internal static class IncongruentReport
{
    /// <summary>As a table with the signatures below it, or as one JSON object.</summary>
    /// <param name="context">Where.</param>
    /// <param name="set">The sets.</param>
    /// <param name="models">Each model's folder and statistics.</param>
    public static void Write(CommandContext context, string set, IReadOnlyList<(string Model, PictureStatistics Statistics)> models)
    {
        PictureStatistics pooled = PictureStatistics.Pool([.. models.Select(model => model.Statistics)]);
        (string? Model, IReadOnlyList<PictureCondition> Rows)[] each = [.. models.Select(model => ((string?)model.Model, model.Statistics.Compare()))];
        IReadOnlyList<PictureCondition> together = models.Count == 1 ? each[0].Rows : pooled.Compare();
        if (context.Json)
        {
            context.WriteJson(new { set, lines = pooled.Lines, models = each.Select(one => AsObject(one.Model, one.Rows)), pooled = AsObject(null, together) });
            return;
        }

        string[] header = ["model", "picture", .. pooled.Metrics.SelectMany(metric => (string[])[metric.Name, "p"])];
        IEnumerable<(string? Model, IReadOnlyList<PictureCondition> Rows)> shown = models.Count == 1 ? each : each.Append(("all together", together));
        context.Output.Write(TextTable.Format(header, [.. shown.SelectMany(one => one.Rows.Select(row => Row(one.Model!, row)))]));
        context.Output.WriteLine(
            $"{set}, {pooled.Lines} lines with picture; p: against the right pictures, paired approximate randomisation; counts of derangements and "
                + $"models are averaged line by line");
        foreach (MetricScore score in together[0].Scores) context.Output.WriteLine($"{score.Name}|{score.Signature}");
    }

    private static string[] Row(string model, PictureCondition row) =>
        [model, row.Name, .. row.Scores.SelectMany((score, m) =>
            (string[])[FormattableString.Invariant($"{score.Value:0.00}"), row.PValues is { } p ? FormattableString.Invariant($"{p[m]:0.0000}") : ""])];

    private static object AsObject(string? model, IReadOnlyList<PictureCondition> rows) => new
    {
        model,
        pictures = rows.Select(row => new
        {
            pictures = row.Name,
            scores = row.Scores.Select((score, m) => new
            {
                metric = score.Name, value = Math.Round(score.Value, 4), p = row.PValues?[m], signature = score.Signature
            }),
        }),
    };
}
