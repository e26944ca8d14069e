using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Metrics.Onnx;

namespace Optiglot.Cli;

/// <summary>The options by which commands choose metrics and references.</summary>
internal sealed class MetricOptions
{
    private readonly Option<string[]> references = new("--ref", "-r") { Description = "Reference, one segment a line (gz too); once for each reference", HelpName = "FILE" };
    private readonly Option<string?> sources = new("--sources") { Description = "What was translated, for learned metrics that read it", HelpName = "FILE" };
    private readonly Option<string?> metrics = new("--metrics", "-m") { Description = $"Any of {string.Join(",", MetricFactory.Names)} (default: bleu,chrf,ter; with --learned alone: none)", HelpName = "LIST" };
    private readonly Option<string[]> learned = new("--learned") { Description = "Manifest of a learned metric, such as COMET, in an ONNX file (docs/metrics.md); once for each", HelpName = "JSON" };
    private readonly Option<string> language = new("--lang", "-l") { Description = "Target language, as in `de`: METEOR's parameters, and BLEU's tokenisation of Chinese", HelpName = "CODE", DefaultValueFactory = _ => "" };
    private readonly Option<bool> lowerCase = new("--lc") { Description = "Lower-case both sides first" };
    private readonly Option<string?> tokenization = new("--tok") { Description = $"BLEU's tokenisation: {string.Join(", ", MetricFactory.TokenizationNames)} (default: 13a)", HelpName = "NAME" };
    private readonly Option<string?> smoothing = new("--smooth") { Description = $"BLEU's smoothing: {string.Join(", ", MetricFactory.SmoothingNames)} (default: exp)", HelpName = "NAME" };
    private readonly Option<double?> smoothingValue = new("--smooth-value") { Description = "Number of BLEU's floor (default: 0.1) and add-k (default: 1)", HelpName = "N" };
    private readonly Option<bool> effectiveOrder = new("--effective-order") { Description = "BLEU leaves out n-gram orders a text is too short for (always with --sentences)" };
    private readonly Option<int> chrfOrder = new("--chrf-order") { Description = "chrF's longest character n-gram", HelpName = "N", DefaultValueFactory = _ => new ChrfOptions().CharacterOrder };
    private readonly Option<int> chrfWords = new("--chrf-words") { Description = "chrF's longest word n-gram", HelpName = "N" };
    private readonly Option<int> chrfBeta = new("--chrf-beta") { Description = "How much more recall weighs in chrF", HelpName = "N", DefaultValueFactory = _ => new ChrfOptions().Beta };
    private readonly Option<bool> chrfSpace = new("--chrf-space") { Description = "chrF counts white space" };
    private readonly Option<bool> chrfEpsilon = new("--chrf-eps") { Description = "chrF's smoothing by a tiny constant, as chrF++.py and NLTK" };
    private readonly Option<bool> terNormalize = new("--ter-norm") { Description = "TER splits punctuation off" };
    private readonly Option<bool> terNoPunctuation = new("--ter-no-punct") { Description = "TER leaves punctuation out" };
    private readonly Option<bool> terAsian = new("--ter-asian") { Description = "TER treats Chinese and Japanese characters by themselves" };
    private readonly Option<bool> terCase = new("--ter-case") { Description = "TER keeps case" };
    private readonly Option<string?> meteorData = new("--meteor-data") { Description = "Folder with METEOR's function words, synonyms, paraphrase tables (default: metrics/meteor in the data folder)", HelpName = "DIR" };
    private readonly Option<string?> meteorModules = new("--meteor-modules") { Description = "METEOR's modules, as in \"exact stem\" (default: the language's, as far as their data is there)", HelpName = "LIST" };
    private readonly Option<bool> meteorNormalize = new("--meteor-norm") { Description = "METEOR's own normaliser, for text that is not tokenised" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            references, sources, metrics, learned, language, lowerCase, tokenization, smoothing, smoothingValue, effectiveOrder,
            chrfOrder, chrfWords, chrfBeta, chrfSpace, chrfEpsilon, terNormalize, terNoPunctuation, terAsian, terCase, meteorData, meteorModules, meteorNormalize,
        ];
        foreach (Option option in all) command.Add(option);
    }

    /// <summary>The reference files.</summary>
    public string[] References(ParseResult parse) => parse.GetValue(references) ?? [];

    /// <summary>Streams a system's output with references and sources.</summary>
    public IEnumerable<Segment> Read(ParseResult parse, string hypotheses) => SegmentReader.Read(hypotheses, References(parse), sources: parse.GetValue(sources));

    /// <summary>Whether references or sources come from standard input, which can be read only once.</summary>
    public bool ReadStandardInput(ParseResult parse) => References(parse).Append(parse.GetValue(sources)).Contains("-");

    /// <summary>The metrics that were asked for, in order.</summary>
    /// <exception cref="ArgumentException">A metric or setting is unknown, none was named, or references or sources are absent that one needs.</exception>
    public ChosenMetrics Create(ParseResult parse, CommandContext context, bool sentences = false)
    {
        string[] manifests = parse.GetValue(learned) ?? [];
        string list = parse.GetValue(metrics) ?? (manifests.Length == 0 ? "bleu,chrf,ter" : "");
        string[] names = [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).Distinct()];
        if (names.Length + manifests.Length == 0) throw new ArgumentException($"--metrics names none; use {string.Join(", ", MetricFactory.Names)}");
        if (names.Length > 0 && References(parse).Length == 0) throw new ArgumentException($"{names[0]} needs references: name their file with --ref");
        MetricSettings settings = Settings(parse, context, sentences);
        Metric[] known = [.. names.Select(name => MetricFactory.Create(name, settings))];
        List<ILearnedMetric> opened = [];
        ChosenMetrics chosen = new([], known, opened);
        try
        {
            foreach (string manifest in manifests) opened.Add(Checked(OnnxLearnedMetric.Open(manifest), parse));
            string[] all = [.. names, .. opened.Select(metric => metric.Name)];
            if (all.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice) throw new ArgumentException($"two metrics are called '{twice}'; give the manifests different names");
            return chosen with { Names = all };
        }
        catch
        {
            chosen.Dispose();
            throw;
        }
    }

    private ILearnedMetric Checked(ILearnedMetric metric, ParseResult parse)
    {
        string? lacks = metric.NeedsSource && parse.GetValue(sources) is null ? "the source sentences: name their file with --sources"
            : metric.NeedsReference && References(parse).Length == 0 ? "a reference: name its file with --ref"
            : null;
        if (lacks is null) return metric;
        metric.Dispose();
        throw new ArgumentException($"{metric.Name} needs {lacks}");
    }

    private MetricSettings Settings(ParseResult parse, CommandContext context, bool sentences) => new()
    {
        Language = parse.GetRequiredValue(language),
        LowerCase = parse.GetValue(lowerCase),
        Tokenization = parse.GetValue(tokenization),
        Smoothing = parse.GetValue(smoothing),
        SmoothingValue = parse.GetValue(smoothingValue),
        EffectiveOrder = sentences || parse.GetValue(effectiveOrder),
        Chrf = new ChrfOptions
        {
            CharacterOrder = parse.GetValue(chrfOrder), WordOrder = parse.GetValue(chrfWords), Beta = parse.GetValue(chrfBeta),
            Whitespace = parse.GetValue(chrfSpace), EpsilonSmoothing = parse.GetValue(chrfEpsilon),
        },
        Ter = new TerOptions
        {
            Normalize = parse.GetValue(terNormalize), RemovePunctuation = parse.GetValue(terNoPunctuation),
            AsianSupport = parse.GetValue(terAsian), CaseSensitive = parse.GetValue(terCase),
        },
        MeteorFolder = parse.GetValue(meteorData) ?? DefaultMeteorData(context),
        MeteorModules = parse.GetValue(meteorModules),
        MeteorNormalize = parse.GetValue(meteorNormalize),
    };

    private static string? DefaultMeteorData(CommandContext context) =>
        context.Data.Path is { } data && Path.Combine(data, "metrics", "meteor") is var folder && Directory.Exists(folder) ? folder : null;
}
