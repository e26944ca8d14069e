using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Metrics.Onnx;

namespace Optiglot.Cli;

/// <summary>The options by which commands choose metrics, references and sources.</summary>
internal sealed class MetricOptions
{
    private const string Usual = "bleu,chrf,ter";

    // Fields of the reports beside those of the metrics.
    private static readonly string[] Taken = ["sentences", "systems", "system"];

    private readonly Option<string?> sources = new("--sources") { Description = "What was translated, for learned metrics that read it", HelpName = "FILE" };

    private readonly Option<string[]> references = new("--ref", "-r")
    {
        Description = "Reference, one segment a line (gz too); once for each reference", HelpName = "FILE",
    };

    private readonly SettingOptions settings = new();
    private readonly Option<bool> force = new("--force") { Description = "No remark on input that looks tokenised" };

    private readonly Option<string?> metrics = new("--metrics", "-m")
    {
        Description = $"Any of {string.Join(",", MetricFactory.Names)} (default: {Usual}; with --learned alone: none)", HelpName = "LIST",
    };

    private readonly Option<string[]> learned = new("--learned")
    {
        Description = "Manifest of a learned metric, such as COMET, in an ONNX file (docs/metrics.md); once for each", HelpName = "JSON",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[references, sources, metrics, learned, force]) command.Add(option);
        settings.AddTo(command);
    }

    /// <summary>Scores a system's output, and tells if it looks tokenised where plain text is expected.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="context">Where to tell it.</param>
    /// <param name="chosen">What <see cref="Create"/> made.</param>
    /// <param name="request">What the pass is to yield.</param>
    /// <param name="path">The output's file.</param>
    /// <param name="name">The system's name.</param>
    public CorpusResult Score(ParseResult parse, CommandContext context, ChosenMetrics chosen, CorpusRequest request, string path, string name)
    {
        InputWatch watch = new(name);
        IEnumerable<Segment> segments = SegmentReader.Read(path, References(parse), sources: parse.GetValue(sources));
        CorpusResult result = CorpusScorer.Run(request, watch.Of(segments), context.Cancel);
        if (chosen.ExpectPlainText) watch.Tell(context);
        return result;
    }

    /// <summary>Checks that standard input, which can be read only once, is asked for once at most.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public void CheckStandardInput(ParseResult parse, string[] systems)
    {
        int others = References(parse).Append(parse.GetValue(sources)).Count(file => file == "-");
        if (systems.Length > 1 && others > 0)
            throw new UsageException("references and sources are read once for each system: standard input (-) can be only one of the systems");
        if (systems.Count(file => file == "-") + others > 1) throw new UsageException("standard input (-) can be only one of the files");
    }

    /// <summary>The metrics that were asked for, in order.</summary>
    /// <exception cref="UsageException">A metric or setting is unknown, none was named, or references or sources are absent that one needs.</exception>
    public ChosenMetrics Create(ParseResult parse, CommandContext context, bool sentences = false)
    {
        string[] manifests = parse.GetValue(learned) ?? [], names = Names(parse);
        if (names.Length + manifests.Length == 0) throw new UsageException($"--metrics names none; use {string.Join(", ", MetricFactory.Names)}");
        if (names.Length > 0 && References(parse).Length == 0) throw new UsageException($"{names[0]} needs references: name their file with --ref");
        // METEOR's tables take seconds to read; that is given up as reading of input is.
        ChosenMetrics known = Task.Run(() => UsageException.Guard(() => Make(names, settings.Of(parse, context, sentences), context)), context.Cancel)
            .WaitAsync(context.Cancel).GetAwaiter().GetResult();
        IReadOnlyList<ILearnedMetric> opened = Open(manifests, parse);
        return known with
        {
            Names = [.. names, .. opened.Select(metric => metric.Name)], Learned = opened, ExpectPlainText = known.ExpectPlainText && !parse.GetValue(force),
        };
    }

    private string[] Names(ParseResult parse)
    {
        string list = parse.GetValue(metrics) ?? (parse.GetValue(learned) is [_, ..] ? "" : Usual);
        return [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).Distinct()];
    }

    private static ChosenMetrics Make(string[] names, MetricSettings chosen, CommandContext context)
    {
        bool bleu = names.Contains(MetricFactory.BleuName);
        ChosenMetrics made = new(names, [.. names.Select(name => MetricFactory.Create(name, chosen))], [], bleu && TokenizationAdvice.ExpectsPlainText(chosen));
        if (bleu && TokenizationAdvice.Of(chosen) is { } advice) context.Note(advice);
        return made;
    }

    private List<ILearnedMetric> Open(string[] manifests, ParseResult parse)
    {
        List<ILearnedMetric> opened = [];
        try
        {
            foreach (string manifest in manifests)
            {
                opened.Add(OnnxLearnedMetric.Open(manifest));
                Check(opened, parse);
            }

            return opened;
        }
        catch
        {
            foreach (ILearnedMetric metric in opened) metric.Dispose();
            throw;
        }
    }

    private void Check(List<ILearnedMetric> opened, ParseResult parse)
    {
        ILearnedMetric last = opened[^1];
        if (last.NeedsSource && parse.GetValue(sources) is null)
            throw new UsageException($"{last.Name} needs the source sentences: name their file with --sources");
        if (last.NeedsReference && References(parse).Length == 0) throw new UsageException($"{last.Name} needs a reference: name its file with --ref");
        string? wrong =
            MetricFactory.Names.Concat(Taken).Contains(last.Name) ? $"a learned metric cannot be called '{last.Name}'; change the name in its manifest"
            : opened.Count(metric => metric.Name == last.Name) > 1 ? $"two metrics are called '{last.Name}'; give the manifests different names"
            : null;
        if (wrong is not null) throw new InvalidDataException(wrong);
    }

    private string[] References(ParseResult parse) => parse.GetValue(references) ?? [];
}
