using System.CommandLine;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Tests whether systems differ from a baseline by more than chance.</summary>
internal sealed class CompareCommand : CliCommand
{
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
    private readonly FormatOptions formats = new(withScoreOnly: false);

    /// <summary>Builds the command.</summary>
    public CompareCommand() : base(
        "compare", "Compares systems with a baseline: scores, confidence intervals, p-values",
        "compare baseline.txt system1.txt system2.txt --ref ref.txt", "compare a.txt b.txt --ref ref.txt --latex -w 1",
        "compare a.txt b.txt --ref ref.txt --metrics bleu,chrf --test randomization --json",
        "compare a.txt b.txt --ref ref.txt --sources src.txt --metrics bleu --learned comet.json")
    {
        Add(files);
        metrics.AddTo(this);
        Add(test);
        Add(samples);
        Add(confidence);
        Add(seed);
        formats.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] paths = FilePatterns.Expand(parse.GetRequiredValue(files)), names = SystemFiles.Names(paths);
        if (paths.Length < 2) throw new UsageException("compare needs a baseline and at least one other system: name two or more files");
        metrics.CheckStandardInput(parse, paths);
        PairedTestOptions options = TestOptions(parse);
        ScoreFormat format = formats.Of(parse, context);
        using ChosenMetrics chosen = metrics.Create(parse, context);
        var request = new CorpusRequest(chosen.Metrics) { Learned = chosen.Learned, KeepStatistics = true };
        // Of each system only the statistics stay in memory.
        IReadOnlyList<SegmentStatistics>[] systems =
            [.. paths.Zip(names, (path, name) => metrics.Score(parse, context, chosen, request, path, name).Statistics)];
        new CompareReport(context, format, chosen.Names).Write(PairedTest.Run(chosen.With(systems), names, options, context.Cancel), options);
        return ExitCode.Success;
    }

    private PairedTestOptions TestOptions(ParseResult parse)
    {
        PairedTestOptions options = new()
        {
            Kind = Kind(parse.GetRequiredValue(test)), Samples = parse.GetValue(samples),
            Seed = parse.GetValue(seed), ConfidenceSamples = parse.GetValue(confidence),
        };
        if (options.Samples < 1) throw new UsageException($"--samples must be 1 or more, not {options.Samples}");
        if (options.ConfidenceSamples < 0) throw new UsageException($"--confidence must be 1 or more resamples, not {options.ConfidenceSamples}");
        return options;
    }

    private static PairedTestKind Kind(string name) => name.ToLowerInvariant() switch
    {
        "bootstrap" or "bs" => PairedTestKind.Bootstrap,
        "randomization" or "randomisation" or "ar" => PairedTestKind.ApproximateRandomization,
        _ => throw new UsageException($"there is no test '{name}'; use bootstrap or randomization"),
    };
}
