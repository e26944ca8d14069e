using System.CommandLine;
using System.Globalization;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Tests whether systems differ from a baseline by more than chance.</summary>
internal sealed class CompareCommand : CliCommand
{
    private const double Significant = 0.05;

    private readonly Argument<string[]> files = new("SYSTEMS")
    {
        Description = "The baseline's output, then that of one or more other systems", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> test = new("--test")
    {
        Description = "bootstrap (paired resampling) or randomization (paired approximate)", HelpName = "NAME", DefaultValueFactory = _ => "bootstrap",
    };

    private readonly Option<int?> samples = new("--samples", "-n")
    {
        Description = "Resamples or trials (default: 1000 for bootstrap, 10000 for randomization)", HelpName = "N",
    };

    private readonly Option<int> confidence = new("--confidence")
    {
        Description = "randomization: confidence intervals from N bootstrap resamples (bootstrap always has them)", HelpName = "N",
    };

    private readonly Option<uint> seed = new("--seed")
    {
        Description = "Seed of the random draws; the same as sacreBLEU's gives its p-values", HelpName = "N", DefaultValueFactory = _ => 12345,
    };

    private readonly MetricOptions metrics = new();

    /// <summary>Builds the command.</summary>
    public CompareCommand() : base(
        "compare", "Compares systems with a baseline: scores, confidence intervals, p-values",
        "compare baseline.txt system1.txt system2.txt --ref ref.txt", "compare a.txt b.txt --ref ref.txt --metrics bleu,chrf --test randomization --json",
        "compare a.txt b.txt --ref ref.txt --sources src.txt --metrics bleu --learned comet.json")
    {
        Add(files);
        metrics.AddTo(this);
        Add(test);
        Add(samples);
        Add(confidence);
        Add(seed);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] paths = parse.GetRequiredValue(files);
        if (paths.Length < 2) throw new ArgumentException("compare needs a baseline and at least one other system: name two or more files");
        if (metrics.ReadStandardInput(parse) || paths.Count(path => path == "-") > 1)
            throw new ArgumentException("compare reads references and sources once for each system: standard input (-) can be only one of the systems");
        var options = new PairedTestOptions
        {
            Kind = Kind(parse.GetRequiredValue(test)), Samples = parse.GetValue(samples), Seed = parse.GetValue(seed),
            ConfidenceSamples = parse.GetValue(confidence),
        };
        using ChosenMetrics chosen = metrics.Create(parse, context);
        var request = new CorpusRequest(chosen.Metrics) { Learned = chosen.Learned, KeepStatistics = true };
        // Of each system only the statistics stay in memory.
        IReadOnlyList<SegmentStatistics>[] systems = [.. paths.Select(path => CorpusScorer.Run(request, metrics.Read(parse, path), context.Cancel).Statistics)];
        IReadOnlyList<MetricComparison> results = PairedTest.Run(chosen.With(systems), Names(paths), options);
        if (context.Json) WriteJson(context, chosen.Names, results, options);
        else WriteTable(context, results);
        return ExitCode.Success;
    }

    private static void WriteJson(
        CommandContext context, IReadOnlyList<string> names, IReadOnlyList<MetricComparison> results, PairedTestOptions options) => context.WriteJson(new
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
                system.System, score = Math.Round(system.Score, 4),
                mean = Rounded(system.Mean), interval = Rounded(system.Interval), pValue = Rounded(system.PValue),
            }),
        }),
    });

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;

    private static void WriteTable(CommandContext context, IReadOnlyList<MetricComparison> results)
    {
        int width = Math.Max(8, results[0].Systems.Max(system => system.System.Length));
        foreach (MetricComparison result in results)
        {
            context.Output.WriteLine($"{result.Metric}|{result.Signature}{(result.HigherIsBetter ? "" : " (lower is better)")}");
            foreach (SystemComparison system in result.Systems)
            {
                string interval = system.Mean is { } mean ? $"  {Text(mean)} ± {Text(system.Interval!.Value)}" : "";
                string p = system.PValue is { } value ? $"  p = {Text(value)}{(value < Significant ? " *" : "")}" : "  baseline";
                context.Output.WriteLine($"  {system.System.PadRight(width)}  {Text(system.Score),8}{interval}{p}");
            }
            context.Output.WriteLine();
        }
        context.Output.WriteLine($"* differs from the baseline, p < {Text(Significant)[..4]}; ± is the 95% confidence interval around the mean of resamples");
    }

    // File names where they tell systems apart, else whole paths.
    private static string[] Names(string[] paths)
    {
        string[] names = [.. paths.Select(path => Path.GetFileName(path))];
        return names.Distinct().Count() == names.Length ? names : paths;
    }

    private static PairedTestKind Kind(string name) => name.ToLowerInvariant() switch
    {
        "bootstrap" or "bs" => PairedTestKind.Bootstrap,
        "randomization" or "randomisation" or "ar" => PairedTestKind.ApproximateRandomization,
        _ => throw new ArgumentException($"there is no test '{name}'; use bootstrap or randomization"),
    };

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
