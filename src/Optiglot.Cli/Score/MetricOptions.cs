using System.CommandLine;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>The options by which commands choose metrics and references.</summary>
internal sealed class MetricOptions
{
    private readonly Option<string[]> references = new("--ref", "-r") { Description = "Reference, one segment a line (gz too); once for each reference", HelpName = "FILE", Required = true };
    private readonly Option<string> metrics = new("--metrics", "-m") { Description = $"Any of {string.Join(",", MetricFactory.Names)}", HelpName = "LIST", DefaultValueFactory = _ => "bleu,chrf,ter" };
    private readonly Option<string> language = new("--lang", "-l") { Description = "Target language, as in `de`: METEOR's parameters, and BLEU's tokenisation of Chinese", HelpName = "CODE", DefaultValueFactory = _ => "" };
    private readonly Option<string?> tokenization = new("--tok") { Description = $"BLEU's tokenisation: {string.Join(", ", MetricFactory.TokenizationNames)} (default: 13a)", HelpName = "NAME" };
    private readonly Option<bool> lowerCase = new("--lc") { Description = "Lower-case both sides first" };
    private readonly Option<string?> meteorData = new("--meteor-data") { Description = "Folder with METEOR's function words, synonyms, paraphrase tables (default: metrics/meteor in the data folder)", HelpName = "DIR" };
    private readonly Option<string?> meteorModules = new("--meteor-modules") { Description = "METEOR's modules, as in \"exact stem\" (default: the language's, as far as their data is there)", HelpName = "LIST" };
    private readonly Option<bool> meteorNormalize = new("--meteor-norm") { Description = "METEOR's own normaliser, for text that is not tokenised" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[references, metrics, language, tokenization, lowerCase, meteorData, meteorModules, meteorNormalize]) command.Add(option);
    }

    /// <summary>The reference files.</summary>
    public string[] References(ParseResult parse) => parse.GetRequiredValue(references);

    /// <summary>The metrics by the names they were asked for, in order.</summary>
    /// <exception cref="ArgumentException">A metric or setting is unknown, or none was named.</exception>
    public IReadOnlyList<(string Name, Metric Metric)> Create(ParseResult parse, CommandContext context, bool effectiveOrder = false)
    {
        var settings = new MetricSettings
        {
            Language = parse.GetRequiredValue(language),
            LowerCase = parse.GetValue(lowerCase),
            Tokenization = parse.GetValue(tokenization),
            EffectiveOrder = effectiveOrder,
            MeteorFolder = parse.GetValue(meteorData) ?? DefaultMeteorData(context),
            MeteorModules = parse.GetValue(meteorModules),
            MeteorNormalize = parse.GetValue(meteorNormalize),
        };
        string[] names = [.. parse.GetRequiredValue(metrics).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).Distinct()];
        if (names.Length == 0) throw new ArgumentException($"--metrics names none; use {string.Join(", ", MetricFactory.Names)}");
        return [.. names.Select(name => (name, MetricFactory.Create(name, settings)))];
    }

    private static string? DefaultMeteorData(CommandContext context) =>
        context.Data.Path is { } data && Path.Combine(data, "metrics", "meteor") is var folder && Directory.Exists(folder) ? folder : null;
}
