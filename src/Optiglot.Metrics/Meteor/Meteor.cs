using System.Globalization;

namespace Optiglot.Metrics;

/// <summary>
/// METEOR 1.5 (Denkowski and Lavie, 2014), equal to the Java program. Scores are 0..100, a hundred times what that program prints.
/// Function words, synonyms and paraphrase tables are data of others and come from the user's folder; the signature names the active
/// modules and the missing ones, since scores of different modules do not compare.
/// </summary>
public sealed class Meteor : Metric
{
    private readonly MeteorSettings settings;
    private readonly int modules;

    /// <summary>METEOR with settings; reads the data it needs.</summary>
    /// <exception cref="ArgumentException">A setting is out of range, or METEOR does not know the language.</exception>
    /// <exception cref="FileNotFoundException">The data folder, or the data of a module that was asked for, is absent.</exception>
    /// <exception cref="InvalidDataException">A data file is damaged.</exception>
    public Meteor(MeteorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        settings = new MeteorSettings(options);
        modules = settings.Modules.Count;
    }

    /// <summary>
    /// METEOR as it can be computed without tables of others, the Java program's <c>-l LANGUAGE -m "exact stem"</c>, on text that is tokenised and lower-cased;
    /// without the stem module where METEOR has no stemmer of the language. Null where METEOR does not know the language.
    /// </summary>
    /// <param name="language">A code such as <c>de</c>.</param>
    /// <param name="dataFolder">Folder with METEOR's function words (see <see cref="MeteorOptions.DataFolder"/>); null: none count as such, and the signature
    /// says so.</param>
    /// <exception cref="FileNotFoundException">The data folder is absent.</exception>
    public static Meteor? ExactAndStem(string language, string? dataFolder) => MeteorLanguage.TryFind(language) is not { } known
        ? null
        : new Meteor(new MeteorOptions
        {
            Language = known.Code, DataFolder = dataFolder,
            Modules = known.CreateStemmer is null ? [MeteorModule.Exact] : [MeteorModule.Exact, MeteorModule.Stem],
        });

    /// <inheritdoc/>
    public override string Name => "METEOR";

    /// <inheritdoc/>
    public override int StatisticsWidth => MeteorStatistics.Width(modules);

    /// <summary>Modules that published scores of this language and task rest on and this one does not.</summary>
    public IReadOnlyList<MeteorModule> AbsentModules => settings.Absent;

    /// <inheritdoc/>
    public override SegmentScorer CreateScorer() => new MeteorSegmentScorer(this, settings);

    /// <inheritdoc/>
    public override MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount)
    {
        double value = Compute(statistics, out double precision, out double recall, out double penalty);
        string detail = FormattableString.Invariant($"precision {precision:F4} recall {recall:F4} fragmentation penalty {penalty:F4}");
        if (settings.Absent.Count > 0) detail += $"; without {Names(settings.Absent, " and ")}: not comparable with published scores";
        return new MeteorScore(Name, value, Signature(referenceCount), detail, precision, recall, penalty);
    }

    /// <inheritdoc/>
    public override double ComputeValue(ReadOnlySpan<double> statistics) => Compute(statistics, out _, out _, out _);

    private double Compute(ReadOnlySpan<double> statistics, out double precision, out double recall, out double penalty)
    {
        var (alpha, beta, gamma, delta, _) = settings.Parameters;
        double hypothesisMatches = 0, referenceMatches = 0;
        for (int m = 0; m < modules; m++)
        {
            var counts = statistics.Slice(MeteorStatistics.Matches(m, 0), 4);
            hypothesisMatches += settings.Weight(m) * (delta * counts[MeteorStatistics.HypothesisContent]
                + (1 - delta) * counts[MeteorStatistics.HypothesisFunction]);
            referenceMatches += settings.Weight(m) * (delta * counts[MeteorStatistics.ReferenceContent]
                + (1 - delta) * counts[MeteorStatistics.ReferenceFunction]);
        }
        precision = Ratio(hypothesisMatches,
            WeightedLength(statistics[MeteorStatistics.HypothesisLength], statistics[MeteorStatistics.HypothesisFunctionWords]));
        recall = Ratio(referenceMatches, WeightedLength(statistics[MeteorStatistics.ReferenceLength], statistics[MeteorStatistics.ReferenceFunctionWords]));
        penalty = gamma * Math.Pow(Ratio(statistics[MeteorStatistics.Chunks(modules)], statistics[MeteorStatistics.MatchedWords(modules)] / 2), beta);
        if (precision == 0 || recall == 0) return 0;
        double mean = 1 / ((1 - alpha) / precision + alpha / recall);
        return 100 * Math.Max(0, mean * (1 - penalty));
    }

    private double WeightedLength(double length, double functionWords) =>
        settings.Parameters.Delta * (length - functionWords) + (1 - settings.Parameters.Delta) * functionWords;

    private static double Ratio(double a, double b) => b > 0 ? a / b : 0;

    private string Signature(int referenceCount)
    {
        var (alpha, beta, gamma, delta, _) = settings.Parameters;
        var signature = new SignatureBuilder(referenceCount)
            .Add("lang", settings.Language.Code)
            .Add("norm", settings.Options.Normalization switch { MeteorNormalization.LowerCase => "lc", MeteorNormalization.Normalize => "yes",
                MeteorNormalization.NormalizeWithoutPunctuation => "nopunct", _ => "no" })
            .Add("modules", Names(settings.Modules, "+"))
            .Add("missing", settings.Absent.Count == 0 ? "none" : Names(settings.Absent, "+"))
            .Add("params", string.Join(',', new[] { alpha, beta, gamma, delta }.Select(Text)))
            .Add("weights", string.Join(',', Enumerable.Range(0, modules).Select(m => Text(settings.Weight(m)))))
            .Add("function", settings.Resources.FunctionWords == null ? "none" : settings.FunctionWords);
        if (settings.Options.Normalization >= MeteorNormalization.Normalize) signature.Add("prefixes", settings.Resources.Prefixes != null);
        if (settings.Options.CountCharacters) signature.Add("chars", true);
        if (!settings.Options.CompareHashes) signature.Add("words", "whole");
        if (settings.BeamSize != 40) signature.Add("beam", settings.BeamSize.ToString(CultureInfo.InvariantCulture));
        return signature.Close("meteor-1.5");
    }

    private static string Text(double number) => number.ToString("0.0###", CultureInfo.InvariantCulture);

    private static string Names(IEnumerable<MeteorModule> modules, string between) =>
        string.Join(between, modules.Select(module => module.ToString().ToLowerInvariant()));
}
