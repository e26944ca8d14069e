using System.Globalization;

namespace Optiglot.Metrics;

/// <summary>chrF (Popović, 2015) and chrF++ (Popović, 2017), equal to sacreBLEU 2.x.</summary>
public sealed class Chrf : Metric
{
    // Stands for the precision or recall of an order without n-grams under epsilon smoothing (chrF++.py).
    private const double Epsilon = 1e-16;

    private readonly ChrfOptions options;
    private readonly int order;

    /// <summary>chrF with settings; without, sacreBLEU's chrF2.</summary>
    /// <exception cref="ArgumentException">An order is not in 0..16, both are 0, or beta is below 1.</exception>
    public Chrf(ChrfOptions? options = null)
    {
        this.options = options ?? new ChrfOptions();
        order = this.options.CharacterOrder + this.options.WordOrder;
        if (this.options.CharacterOrder is < 0 or > 16 || this.options.WordOrder is < 0 or > 16 || order == 0)
            throw new ArgumentException($"chrF's orders must be 0 to 16 and not both 0, not {this.options.CharacterOrder} and {this.options.WordOrder}",
                nameof(options));
        if (this.options.Beta < 1) throw new ArgumentException($"chrF's beta must be 1 or more, not {this.options.Beta}", nameof(options));
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"chrF{options.Beta}{new string('+', options.WordOrder)}");

    /// <summary>For each order n-grams of the hypothesis, of the reference, and shared; characters first.</summary>
    public override int StatisticsWidth => 3 * order;

    /// <inheritdoc/>
    public override SegmentScorer CreateScorer() => new ChrfSegmentScorer(options, this);

    /// <inheritdoc/>
    public override MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount)
    {
        string signature = new SignatureBuilder(referenceCount)
            .Add("case", options.LowerCase ? "lc" : "mixed")
            .Add("eff", !options.EpsilonSmoothing)
            .Add("nc", options.CharacterOrder.ToString(CultureInfo.InvariantCulture))
            .Add("nw", options.WordOrder.ToString(CultureInfo.InvariantCulture))
            .Add("space", options.Whitespace)
            .Close();
        return new MetricScore(Name, ComputeValue(statistics), signature);
    }

    /// <inheritdoc/>
    public override double ComputeValue(ReadOnlySpan<double> statistics)
    {
        double factor = (double)options.Beta * options.Beta, smoothed = 0, precisions = 0, recalls = 0;
        int effective = 0;
        for (int n = 0; n < order; n++)
        {
            double hypothesis = statistics[3 * n], reference = statistics[3 * n + 1], shared = statistics[3 * n + 2];
            double precision = hypothesis > 0 ? shared / hypothesis : Epsilon, recall = reference > 0 ? shared / reference : Epsilon;
            double denominator = factor * precision + recall;
            smoothed += denominator > 0 ? (1 + factor) * precision * recall / denominator : Epsilon;
            if (hypothesis <= 0 || reference <= 0) continue;
            precisions += precision;
            recalls += recall;
            effective++;
        }
        if (options.EpsilonSmoothing) return 100 * smoothed / order;
        if (precisions + recalls == 0) return 0;
        precisions /= effective;
        recalls /= effective;
        return 100 * (1 + factor) * precisions * recalls / (factor * precisions + recalls);
    }
}
