using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Metrics.Onnx;

namespace Optiglot.Cli;

/// <summary>The options by which commands choose metrics, references and sources.</summary>
internal sealed class MetricOptions
{
    private const string Usual = "bleu,chrf,ter";

    private readonly Option<string?> sources = new("--sources") { Description = "What was translated, for learned metrics that read it", HelpName = "FILE" };

    private readonly Option<string[]> references = new("--ref", "-r")
    {
        Description = "Reference, one segment a line (gz too); once for each reference", HelpName = "FILE",
    };

    private readonly SettingOptions settings = new();

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
        foreach (Option option in (Option[])[references, sources, metrics, learned]) command.Add(option);
        settings.AddTo(command);
    }

    /// <summary>Streams a system's output with references and sources.</summary>
    public IEnumerable<Segment> Read(ParseResult parse, string hypotheses) =>
        SegmentReader.Read(hypotheses, References(parse), sources: parse.GetValue(sources));

    /// <summary>Whether references or sources come from standard input, which can be read only once.</summary>
    public bool ReadStandardInput(ParseResult parse) => References(parse).Append(parse.GetValue(sources)).Contains("-");

    /// <summary>The metrics that were asked for, in order.</summary>
    /// <exception cref="ArgumentException">A metric or setting is unknown, none was named, or references or sources are absent that one needs.</exception>
    public ChosenMetrics Create(ParseResult parse, CommandContext context, bool sentences = false)
    {
        string[] manifests = parse.GetValue(learned) ?? [];
        string list = parse.GetValue(metrics) ?? (manifests.Length == 0 ? Usual : "");
        string[] names = [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).Distinct()];
        if (names.Length + manifests.Length == 0) throw new ArgumentException($"--metrics names none; use {string.Join(", ", MetricFactory.Names)}");
        if (names.Length > 0 && References(parse).Length == 0) throw new ArgumentException($"{names[0]} needs references: name their file with --ref");
        MetricSettings chosen = settings.Of(parse, context, sentences);
        Metric[] known = [.. names.Select(name => MetricFactory.Create(name, chosen))];
        IReadOnlyList<ILearnedMetric> opened = Open(manifests, parse);
        return new ChosenMetrics([.. names, .. opened.Select(metric => metric.Name)], known, opened);
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
        string? wrong =
            MetricFactory.Names.Append("sentences").Contains(last.Name) ? $"a learned metric cannot be called '{last.Name}'; change the name in its manifest"
            : opened.Count(metric => metric.Name == last.Name) > 1 ? $"two metrics are called '{last.Name}'; give the manifests different names"
            : last.NeedsSource && parse.GetValue(sources) is null ? $"{last.Name} needs the source sentences: name their file with --sources"
            : last.NeedsReference && References(parse).Length == 0 ? $"{last.Name} needs a reference: name its file with --ref"
            : null;
        if (wrong is not null) throw new ArgumentException(wrong);
    }

    private string[] References(ParseResult parse) => parse.GetValue(references) ?? [];
}
