namespace Optiglot.Metrics;

/// <summary>Makes metrics by the names users type.</summary>
public static class MetricFactory
{
    private static readonly Dictionary<string, Func<MetricSettings, Metric>> Makers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bleu"] = MakeBleu,
        ["multi-bleu"] = settings => MakeBleu(settings with { Tokenization = "multi-bleu" }),
        ["chrf"] = settings => new Chrf(settings.Chrf with { LowerCase = settings.LowerCase || settings.Chrf.LowerCase }),
        ["chrf++"] = settings => new Chrf(settings.Chrf with
        {
            LowerCase = settings.LowerCase || settings.Chrf.LowerCase,
            WordOrder = Math.Max(ChrfOptions.PlusPlus.WordOrder, settings.Chrf.WordOrder),
        }),
        ["ter"] = settings => new Ter(settings.Ter),
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

    private static readonly Dictionary<string, BleuSmoothing> Smoothings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exp"] = BleuSmoothing.Exponential,
        ["floor"] = BleuSmoothing.Floor,
        ["add-k"] = BleuSmoothing.AddK,
        ["none"] = BleuSmoothing.None,
    };

    /// <summary>The names <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>The tokenisations of BLEU by name.</summary>
    public static IReadOnlyList<string> TokenizationNames { get; } = [.. Tokenizations.Keys];

    /// <summary>The smoothings of BLEU by name.</summary>
    public static IReadOnlyList<string> SmoothingNames { get; } = [.. Smoothings.Keys];

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
        string name = settings.Tokenization ?? (settings.Language.Equals("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "13a"), smoothing = settings.Smoothing ?? "exp";
        return new Bleu(new BleuOptions
        {
            Tokenization = Tokenizations.TryGetValue(name, out var tokenization) ? tokenization : throw Unknown("tokenisation", name, TokenizationNames),
            Smoothing = Smoothings.TryGetValue(smoothing, out var known) ? known : throw Unknown("smoothing", smoothing, SmoothingNames),
            SmoothingValue = settings.SmoothingValue,
            LowerCase = settings.LowerCase,
            EffectiveOrder = settings.EffectiveOrder,
        });
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

    private static ArgumentException Unknown(string what, string name, IReadOnlyList<string> known) => new($"BLEU has no {what} '{name}'; use {string.Join(", ", known)}");

    private static MeteorModule Module(string name) =>
        Enum.TryParse<MeteorModule>(name, ignoreCase: true, out var module) && !char.IsDigit(name[0])
            ? module
            : throw new ArgumentException($"METEOR has no module '{name}'; use exact, stem, synonym, paraphrase");
}
