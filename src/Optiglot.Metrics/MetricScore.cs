namespace Optiglot.Metrics;

/// <summary>A corpus or sentence score with everything needed to compare it with another one.</summary>
/// <param name="Name">Name of the metric with its main settings, for example <c>BLEU</c> or <c>chrF2++</c>.</param>
/// <param name="Value">The score, 0..100 (TER may exceed 100).</param>
/// <param name="Signature">Settings as <c>key:value</c> pairs joined by <c>|</c>; scores compare only where signatures agree.</param>
/// <param name="Detail">What the score is made of in one line, for people; empty where there is nothing to add.</param>
public record MetricScore(string Name, double Value, string Signature, string Detail = "")
{
    /// <summary>The line people paste in reports: name, signature, score with two decimals, detail.</summary>
    public sealed override string ToString() =>
        FormattableString.Invariant($"{Name}|{Signature} = {Value:F2} {Detail}").TrimEnd();
}
