namespace Optiglot.DemoWorld;

/// <summary>One line of the demo's table.</summary>
/// <param name="Condition">What the translator saw.</param>
/// <param name="Bleu">Corpus BLEU of the natural text, 0..100.</param>
/// <param name="Score">Ambiguous words and hidden colours.</param>
public sealed record DemoRow(DemoCondition Condition, double Bleu, AmbiguityScore Score)
{
    /// <summary>METEOR of the tokenised lower-cased text, exact words and stems, 0..100.</summary>
    public double Meteor { get; init; }

    /// <summary>The translations that were scored, a line a test sentence.</summary>
    public IReadOnlyList<string> Hypotheses { get; init; } = [];
}
