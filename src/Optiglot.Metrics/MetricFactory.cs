namespace Optiglot.Metrics;

/// <summary>Makes metrics by the names users type.</summary>
public static class MetricFactory
{
    /// <summary>The name of BLEU.</summary>
    public const string BleuName = "bleu";

    private static readonly Dictionary<string, Func<MetricSettings, Metric>> Makers = new(StringComparer.OrdinalIgnoreCase)
    {
        [BleuName] = MakeBleu,
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

    /// <summary>The names <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>The tokenisations of BLEU by name.</summary>
    public static IReadOnlyList<string> TokenizationNames { get; } = [.. BleuTokenizer.All.Select(entry => entry.Name)];

    /// <summary>The smoothings of BLEU by name.</summary>
    public static IReadOnlyList<string> SmoothingNames { get; } = [.. BleuSmoother.All.Select(entry => entry.Name)];

    /// <summary>Makes a metric by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="settings">What the user set; null: each metric's defaults.</param>
    /// <exception cref="ArgumentException">The name or a setting is unknown; the message lists those that are known.</exception>
    /// <exception cref="FileNotFoundException">METEOR's data is absent.</exception>
    public static Metric Create(string name, MetricSettings? settings = null) =>
        Makers.TryGetValue(name, out var make)
            ? make(settings ?? new MetricSettings())
            : throw new ArgumentException($"there is no metric '{name}'; use {string.Join(", ", Names)}");

    /// <summary>The tokenisation of BLEU that settings lead to.</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists those that are known.</exception>
    internal static BleuTokenizer Tokenizer(MetricSettings settings) => BleuTokenizer.Find(
        settings.Tokenization ?? (settings.Pieces != null ? "spm" : TokenizationAdvice.IsChinese(settings.Language) ? "zh" : "13a"));

    private static Bleu MakeBleu(MetricSettings settings) => new(new BleuOptions
    {
        Tokenization = Tokenizer(settings).Value,
        Pieces = settings.Pieces,
        Smoothing = settings.Smoothing is { } smoothing ? BleuSmoother.Find(smoothing).Value : BleuSmoothing.Exponential,
        SmoothingValue = settings.SmoothingValue,
        LowerCase = settings.LowerCase,
        EffectiveOrder = settings.EffectiveOrder,
    });

    private static Meteor MakeMeteor(MetricSettings settings)
    {
        if (settings.MeteorNoPunctuation && !settings.MeteorNormalize)
            throw new ArgumentException("METEOR leaves punctuation out while it normalises; ask for that too");
        return new Meteor(new MeteorOptions
        {
            Language = settings.Language.Length == 0 ? "en" : settings.Language,
            DataFolder = settings.MeteorFolder,
            Task = settings.MeteorTask is { } task ? MeteorTasks.Find(task) : MeteorTask.Default,
            Normalization = settings.MeteorNoPunctuation ? MeteorNormalization.NormalizeWithoutPunctuation
                : settings.MeteorNormalize ? MeteorNormalization.Normalize
                : settings.LowerCase ? MeteorNormalization.LowerCase
                : MeteorNormalization.None,
            Modules = settings.MeteorModules?.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries).Select(Module).ToArray(),
            CountCharacters = settings.MeteorCharacters,
            CompareHashes = !settings.MeteorWholeWords,
        });
    }

    private static MeteorModule Module(string name) =>
        Enum.TryParse<MeteorModule>(name, ignoreCase: true, out var module) && !char.IsDigit(name[0])
            ? module
            : throw new ArgumentException($"METEOR has no module '{name}'; use exact, stem, synonym, paraphrase");
}
