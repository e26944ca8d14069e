namespace Optiglot.Metrics;

/// <summary>Makes metrics by the names users type.</summary>
public static class MetricFactory
{
    private static readonly Dictionary<string, Func<MetricSettings, Metric>> Makers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bleu"] = MakeBleu,
        ["multi-bleu"] = settings => MakeBleu(settings with { Tokenization = "multi-bleu" }),
        ["chrf"] = settings => new Chrf(new ChrfOptions { LowerCase = settings.LowerCase }),
        ["chrf++"] = settings => new Chrf(ChrfOptions.PlusPlus with { LowerCase = settings.LowerCase }),
        ["ter"] = _ => new Ter(),
        ["meteor"] = MakeMeteor,
    };

    private static readonly Dictionary<string, BleuTokenization> Tokenizations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["13a"] = BleuTokenization.V13a,
        ["none"] = BleuTokenization.None,
        ["char"] = BleuTokenization.Char,
        ["intl"] = BleuTokenization.International,
        ["zh"] = BleuTokenization.Chinese,
        ["multi-bleu"] = BleuTokenization.MultiBleu,
    };

    /// <summary>The names <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>The tokenisations of BLEU by name.</summary>
    public static IReadOnlyList<string> TokenizationNames { get; } = [.. Tokenizations.Keys];

    /// <summary>Makes a metric.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="settings">What the user set; null: each metric's defaults.</param>
    /// <exception cref="ArgumentException">The name or a setting is unknown; the message lists those that are known.</exception>
    /// <exception cref="FileNotFoundException">METEOR's data is absent.</exception>
    public static Metric Create(string name, MetricSettings? settings = null) =>
        Makers.TryGetValue(name, out var make)
            ? make(settings ?? new MetricSettings())
            : throw new ArgumentException($"there is no metric '{name}'; use {string.Join(", ", Names)}");

    private static Bleu MakeBleu(MetricSettings settings)
    {
        string name = settings.Tokenization ?? (settings.Language.Equals("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "13a");
        if (!Tokenizations.TryGetValue(name, out var tokenization))
            throw new ArgumentException($"BLEU has no tokenisation '{name}'; use {string.Join(", ", TokenizationNames)}");
        return new Bleu(new BleuOptions { Tokenization = tokenization, LowerCase = settings.LowerCase, EffectiveOrder = settings.EffectiveOrder });
    }

    private static Meteor MakeMeteor(MetricSettings settings)
    {
        var normalization = settings.MeteorNormalize ? MeteorNormalization.Normalize : settings.LowerCase ? MeteorNormalization.LowerCase : MeteorNormalization.None;
        return new Meteor(new MeteorOptions
        {
            Language = settings.Language.Length == 0 ? "en" : settings.Language,
            DataFolder = settings.MeteorFolder,
            Normalization = normalization,
            Modules = settings.MeteorModules?.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries).Select(Module).ToArray(),
        });
    }

    private static MeteorModule Module(string name) =>
        Enum.TryParse<MeteorModule>(name, ignoreCase: true, out var module) && !char.IsDigit(name[0])
            ? module
            : throw new ArgumentException($"METEOR has no module '{name}'; use exact, stem, synonym, paraphrase");
}
