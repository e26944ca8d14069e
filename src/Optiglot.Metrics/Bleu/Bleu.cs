using System.Globalization;

namespace Optiglot.Metrics;

/// <summary>BLEU (Papineni et al., 2002), equal to sacreBLEU 2.x and, with <see cref="BleuTokenization.MultiBleu"/>, to multi-bleu.perl.</summary>
public sealed class Bleu : Metric
{
    private readonly BleuOptions options;

    /// <summary>BLEU with settings; without, sacreBLEU's defaults.</summary>
    /// <exception cref="ArgumentException">The order is not in 1..16, or the smoothing value is negative or not a number.</exception>
    public Bleu(BleuOptions? options = null)
    {
        options ??= new BleuOptions();
        if (options.MaximumOrder is < 1 or > 16) throw new ArgumentException($"BLEU's n-gram order must be 1 to 16, not {options.MaximumOrder}", nameof(options));
        if (options.SmoothingValue is { } value && !(value >= 0 && double.IsFinite(value)))
            throw new ArgumentException(FormattableString.Invariant($"BLEU's smoothing value must be 0 or more, not {value}"), nameof(options));
        this.options = options.Tokenization == BleuTokenization.MultiBleu ? options with { Smoothing = BleuSmoothing.None } : options;
    }

    /// <inheritdoc/>
    public override string Name => "BLEU";

    /// <inheritdoc/>
    public override int StatisticsWidth => 2 + 2 * options.MaximumOrder;

    /// <inheritdoc/>
    protected internal override bool DropsEmptyReferences => options.Tokenization != BleuTokenization.MultiBleu;

    /// <inheritdoc/>
    public override SegmentScorer CreateScorer() => new BleuSegmentScorer(options);

    /// <inheritdoc/>
    public override MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount)
    {
        var precisions = new double[options.MaximumOrder];
        double value = BleuFormula.Compute(statistics, options, precisions, out double penalty);
        double hypothesisLength = statistics[0], referenceLength = statistics[1], ratio = referenceLength > 0 ? hypothesisLength / referenceLength : 0;
        string parts = string.Join('/', precisions.Select(p => p.ToString("F1", CultureInfo.InvariantCulture)));
        string detail = FormattableString.Invariant($"{parts} (BP = {penalty:F3} ratio = {ratio:F3} hyp_len = {hypothesisLength:F0} ref_len = {referenceLength:F0})");
        return new BleuScore(Name, value, Signature(referenceCount), detail, precisions, penalty, (long)hypothesisLength, (long)referenceLength);
    }

    /// <inheritdoc/>
    public override double ComputeValue(ReadOnlySpan<double> statistics)
    {
        Span<double> precisions = stackalloc double[options.MaximumOrder];
        return BleuFormula.Compute(statistics, options, precisions, out _);
    }

    private string Signature(int referenceCount)
    {
        string smoothing = options.Smoothing switch
        {
            BleuSmoothing.Floor => FormattableString.Invariant($"floor[{options.SmoothingValue ?? 0.1:F2}]"),
            BleuSmoothing.AddK => FormattableString.Invariant($"add-k[{options.SmoothingValue ?? 1:F2}]"),
            BleuSmoothing.Exponential => "exp",
            _ => "none",
        };
        var signature = new SignatureBuilder(referenceCount)
            .Add("case", options.LowerCase ? "lc" : "mixed")
            .Add("eff", options.EffectiveOrder)
            .Add("tok", Splitter.SignatureName(options.Tokenization))
            .Add("smooth", smoothing);
        if (options.MaximumOrder != 4) signature.Add("order", $"{options.MaximumOrder}");
        return options.Tokenization == BleuTokenization.MultiBleu ? signature.Close("multi-bleu.perl") : signature.Close();
    }
}
