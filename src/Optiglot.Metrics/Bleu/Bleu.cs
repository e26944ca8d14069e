using System.Globalization;

namespace Optiglot.Metrics;

/// <summary>BLEU (Papineni et al., 2002), equal to sacreBLEU 2.x and, with <see cref="BleuTokenization.MultiBleu"/>, to multi-bleu.perl.</summary>
public sealed class Bleu : Metric
{
    private readonly BleuOptions options;
    private readonly BleuTokenizer tokenizer;
    private readonly BleuSmoother smoother;

    /// <summary>BLEU with settings; without, sacreBLEU's defaults.</summary>
    /// <exception cref="ArgumentException">The order is not in 1..16, the smoothing value is negative or not a number, or the tokenisation's vocabulary is
    /// absent.</exception>
    public Bleu(BleuOptions? options = null)
    {
        options ??= new BleuOptions();
        if (options.MaximumOrder is < 1 or > 16)
            throw new ArgumentException($"BLEU's n-gram order must be 1 to 16, not {options.MaximumOrder}", nameof(options));
        if (options.SmoothingValue is { } value && !(value >= 0 && double.IsFinite(value)))
            throw new ArgumentException(FormattableString.Invariant($"BLEU's smoothing value must be 0 or more, not {value}"), nameof(options));
        tokenizer = BleuTokenizer.Of(options.Tokenization);
        if (tokenizer.NeedsModel && options.Pieces == null)
            throw new ArgumentException($"BLEU's tokenisation {tokenizer.Name} needs the file of its SentencePiece model", nameof(options));
        smoother = BleuSmoother.Of(options.Tokenization == BleuTokenization.MultiBleu ? BleuSmoothing.None : options.Smoothing);
        this.options = options with { Smoothing = smoother.Value, SmoothingValue = options.SmoothingValue ?? smoother.Number };
    }

    /// <inheritdoc/>
    public override string Name => "BLEU";

    /// <inheritdoc/>
    public override int StatisticsWidth => 2 + 2 * options.MaximumOrder;

    /// <inheritdoc/>
    public override SegmentScorer CreateScorer() => new BleuSegmentScorer(options);

    /// <inheritdoc/>
    public override MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount)
    {
        var precisions = new double[options.MaximumOrder];
        double value = BleuFormula.Compute(statistics, options, precisions, out double penalty);
        double ratio = statistics[1] > 0 ? statistics[0] / statistics[1] : 0;
        string parts = string.Join('/', precisions.Select(p => p.ToString("F1", CultureInfo.InvariantCulture)));
        string detail = FormattableString.Invariant(
            $"{parts} (BP = {penalty:F3} ratio = {ratio:F3} hyp_len = {statistics[0]:F0} ref_len = {statistics[1]:F0})");
        return new BleuScore(Name, value, Signature(referenceCount), detail)
        {
            Precisions = precisions, BrevityPenalty = penalty, LengthRatio = ratio, HypothesisLength = (long)statistics[0],
            ReferenceLength = (long)statistics[1],
            Matches = Counts(statistics[2..]), Totals = Counts(statistics[(2 + options.MaximumOrder)..]),
        };
    }

    /// <inheritdoc/>
    public override double ComputeValue(ReadOnlySpan<double> statistics)
    {
        Span<double> precisions = stackalloc double[options.MaximumOrder];
        return BleuFormula.Compute(statistics, options, precisions, out _);
    }

    private long[] Counts(ReadOnlySpan<double> statistics) => Array.ConvertAll(statistics[..options.MaximumOrder].ToArray(), count => (long)count);

    private string Signature(int referenceCount)
    {
        string smoothing = smoother.Number is null ? smoother.Name : FormattableString.Invariant($"{smoother.Name}[{options.SmoothingValue:F2}]");
        var signature = new SignatureBuilder(referenceCount)
            .Add("case", options.LowerCase ? "lc" : "mixed")
            .Add("eff", options.EffectiveOrder)
            .Add("tok", tokenizer.Name)
            .Add("smooth", smoothing);
        if (tokenizer.NeedsModel) signature.Add("spm", options.Pieces!.Sha256[..12]);
        if (options.MaximumOrder != 4) signature.Add("order", $"{options.MaximumOrder}");
        return options.Tokenization == BleuTokenization.MultiBleu ? signature.Close("multi-bleu.perl") : signature.Close();
    }
}
