using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Writes what a comparison of systems found.</summary>
/// <param name="context">Where to write.</param>
/// <param name="format">How numbers are written.</param>
/// <param name="names">Names of the metrics.</param>
internal sealed class CompareReport(CommandContext context, ScoreFormat format, IReadOnlyList<string> names)
{
    private const double Significant = 0.05;
    private const string Legend = "* differs from the baseline, p < 0.05; ± is the 95% confidence interval around the mean of resamples";

    /// <summary>Writes it.</summary>
    public void Write(IReadOnlyList<MetricComparison> results, PairedTestOptions options)
    {
        if (format.Json) WriteJson(results, options);
        else if (format.Latex) WriteLatex(results);
        else WriteText(results);
    }

    private void WriteJson(IReadOnlyList<MetricComparison> results, PairedTestOptions options) => context.WriteJson(new
    {
        test = options.Kind,
        options.Seed,
        baseline = results[0].Systems[0].System,
        metrics = names.Zip(results).ToDictionary(pair => pair.First, pair => new
        {
            pair.Second.Signature,
            pair.Second.HigherIsBetter,
            systems = pair.Second.Systems.Select(system => new
            {
                system.System, score = format.Rounded(system.Score), mean = Rounded(system.Mean), interval = Rounded(system.Interval),
                pValue = system.PValue is { } p ? RoundedNumber.Of(p, ScoreFormat.UsualWidth) : (double?)null,
            }),
        }),
    });

    private double? Rounded(double? value) => value is { } number ? format.Rounded(number) : null;

    private void WriteText(IReadOnlyList<MetricComparison> results)
    {
        int width = Math.Max(8, results[0].Systems.Max(system => system.System.Length)), digits = format.Text(100).Length;
        foreach (MetricComparison result in results)
        {
            context.Output.WriteLine($"{result.Metric}|{result.Signature}{(result.HigherIsBetter ? "" : " (lower is better)")}");
            foreach (SystemComparison system in result.Systems)
            {
                string interval = system.Mean is { } mean ? $"  {format.Text(mean)} ± {format.Text(system.Interval!.Value)}" : "";
                string p = system.PValue is { } value ? $"  p = {ScoreFormat.PValue(value)}{(value < Significant ? " *" : "")}" : "  baseline";
                context.Output.WriteLine($"  {system.System.PadRight(width)}  {format.Text(system.Score).PadLeft(digits)}{interval}{p}");
            }
            context.Output.WriteLine();
        }
        context.Output.WriteLine(Legend);
    }

    private void WriteLatex(IReadOnlyList<MetricComparison> results) => context.Output.Write(LatexTable.Format(
        ["System", .. results.Select(result => LatexTable.Escape(result.Metric))],
        [.. results[0].Systems.Select((system, s) => (string[])[LatexTable.Escape(system.System), .. results.Select(result => Cell(result.Systems[s]))])],
        [.. results.Select(result => $"{result.Metric}|{result.Signature}"), Legend]));

    private string Cell(SystemComparison system)
    {
        string interval = system.Mean is { } mean ? $" ({format.Text(mean)} $\\pm$ {format.Text(system.Interval!.Value)})" : "";
        string p = system.PValue is { } value ? $" ($p = {ScoreFormat.PValue(value)}$){(value < Significant ? "*" : "")}" : "";
        return format.Text(system.Score) + interval + p;
    }
}
