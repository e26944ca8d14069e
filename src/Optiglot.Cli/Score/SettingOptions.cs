using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Metrics.Onnx;

namespace Optiglot.Cli;

/// <summary>The options that set single metrics: what sacreBLEU and METEOR let one choose.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string> language = new("--lang", "-l")
    {
        Description = "Target language, as in `de`: METEOR's parameters, and BLEU's tokenisation of Chinese", HelpName = "CODE", DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> lowerCase = Flag("--lc", "Lower-case both sides first");
    private readonly Option<string?> tokenization = Value<string?>(
        "--tok", "NAME", $"BLEU's tokenisation: {List(MetricFactory.TokenizationNames)} (default: 13a; zh for Chinese; spm with --spm-model)");

    private readonly Option<string?> pieces = Value<string?>("--spm-model", "FILE", "SentencePiece model of the tokenisations spm, flores101 and flores200");
    private readonly Option<string?> smoothing = Value<string?>("--smooth", "NAME", $"BLEU's smoothing: {List(MetricFactory.SmoothingNames)} (default: exp)");
    private readonly Option<double?> smoothingValue = Value<double?>("--smooth-value", "N", "Number of BLEU's floor (default: 0.1) and add-k (default: 1)");
    private readonly Option<bool> effectiveOrder = Flag("--effective-order", "BLEU leaves out n-gram orders a text is too short for (always with --sentences)");
    private readonly Option<int?> chrfOrder = Value<int?>("--chrf-order", "N", "chrF's longest character n-gram (default: 6)");
    private readonly Option<int?> chrfWords = Value<int?>("--chrf-words", "N", "chrF's longest word n-gram (default: 0; chrf++: 2)");
    private readonly Option<int?> chrfBeta = Value<int?>("--chrf-beta", "N", "How much more recall weighs in chrF (default: 2)");
    private readonly Option<bool> chrfSpace = Flag("--chrf-space", "chrF counts white space");
    private readonly Option<bool> chrfEpsilon = Flag("--chrf-eps", "chrF's smoothing by a tiny constant, as chrF++.py and NLTK");
    private readonly Option<bool> terNormalize = Flag("--ter-norm", "TER splits punctuation off");
    private readonly Option<bool> terOnce =
        Flag("--ter-ref-once", "With --ter-norm, references are normalised once, as hypotheses are; sacreBLEU does it twice");
    private readonly Option<bool> terNoPunctuation = Flag("--ter-no-punct", "TER leaves punctuation out");
    private readonly Option<bool> terAsian = Flag("--ter-asian", "TER treats Chinese and Japanese characters by themselves");
    private readonly Option<bool> terCase = Flag("--ter-case", "TER keeps case");
    private readonly Option<bool> meteorNormalize = Flag("--meteor-norm", "METEOR's own normaliser, for text that is not tokenised");

    private readonly Option<bool> meteorNoPunctuation = Flag("--meteor-no-punct", "With --meteor-norm, METEOR leaves punctuation out");
    private readonly Option<bool> meteorWholeWords = Flag("--meteor-whole-words", "METEOR compares words, not their 32-bit hashes as the Java program does");
    private readonly Option<bool> meteorCharacters = Flag("--meteor-chars", "METEOR counts the characters of words (the Java program's -ch)");
    private readonly Option<string?> meteorTask = Value<string?>("--meteor-task", "NAME", $"METEOR's task: {List(MeteorTasks.Names)}");

    private readonly Option<string?> meteorModules = Value<string?>(
        "--meteor-modules", "LIST", "METEOR's modules, as in \"exact stem\" (default: the language's, as far as their data is there)");

    private readonly Option<string?> meteorData = Value<string?>(
        "--meteor-data", "DIR", "Folder with METEOR's function words, synonyms, paraphrase tables (default: metrics/meteor in the data folder)");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            language, lowerCase, tokenization, pieces, smoothing, smoothingValue, effectiveOrder, chrfOrder, chrfWords, chrfBeta, chrfSpace, chrfEpsilon,
            terNormalize, terOnce, terNoPunctuation, terAsian, terCase, meteorData, meteorModules, meteorNormalize, meteorNoPunctuation, meteorTask,
            meteorCharacters, meteorWholeWords,
        ];
        foreach (Option option in all) command.Add(option);
    }

    /// <summary>What was set.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="context">Knows the data folder.</param>
    /// <param name="sentences">Whether sentences are scored, for which BLEU takes the effective order.</param>
    public MetricSettings Of(ParseResult parse, CommandContext context, bool sentences) => new()
    {
        Language = parse.GetRequiredValue(language),
        LowerCase = parse.GetValue(lowerCase),
        Tokenization = parse.GetValue(tokenization),
        Pieces = parse.GetValue(pieces) is { } file ? SentencePieceModel.Open(file) : null,
        Smoothing = parse.GetValue(smoothing),
        SmoothingValue = parse.GetValue(smoothingValue),
        EffectiveOrder = sentences || parse.GetValue(effectiveOrder),
        Chrf = Chrf(parse),
        Ter = new TerOptions
        {
            Normalize = parse.GetValue(terNormalize), ReferencesOnce = parse.GetValue(terOnce), RemovePunctuation = parse.GetValue(terNoPunctuation),
            AsianSupport = parse.GetValue(terAsian), CaseSensitive = parse.GetValue(terCase),
        },
        MeteorFolder = parse.GetValue(meteorData) ?? context.Data.MeteorFolder,
        MeteorModules = parse.GetValue(meteorModules),
        MeteorNormalize = parse.GetValue(meteorNormalize),
        MeteorNoPunctuation = parse.GetValue(meteorNoPunctuation),
        MeteorTask = parse.GetValue(meteorTask),
        MeteorCharacters = parse.GetValue(meteorCharacters),
        MeteorWholeWords = parse.GetValue(meteorWholeWords),
    };

    private ChrfOptions Chrf(ParseResult parse)
    {
        var usual = new ChrfOptions();
        return usual with
        {
            CharacterOrder = parse.GetValue(chrfOrder) ?? usual.CharacterOrder,
            WordOrder = parse.GetValue(chrfWords) ?? usual.WordOrder,
            Beta = parse.GetValue(chrfBeta) ?? usual.Beta,
            Whitespace = parse.GetValue(chrfSpace),
            TrimEnd = true,
            EpsilonSmoothing = parse.GetValue(chrfEpsilon),
        };
    }

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names);

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<T> Value<T>(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
