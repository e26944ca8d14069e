namespace Optiglot.Studies.World;

/// <summary>One line of the demo's table.</summary>
/// <param name="Condition">What the translator saw.</param>
/// <param name="Bleu">Corpus BLEU of the natural text, 0..100.</param>
/// <param name="Score">Ambiguous words and hidden colours.</param>
public sealed record DemoRow(DemoCondition Condition, double Bleu, AmbiguityScore Score);
