namespace Optiglot.Translation;

/// <summary>One translation the search found.</summary>
/// <param name="Tokens">Target pieces, without begin and end.</param>
/// <param name="LogProbability">Sum of the pieces' log-probabilities, end piece included.</param>
/// <param name="Score">Log-probability under the length penalty: what hypotheses are ranked by.</param>
/// <param name="Attention">What each piece, the end piece last, looked at, <c>[target, source+regions]</c>; null unless asked for.</param>
public sealed record Hypothesis(int[] Tokens, double LogProbability, double Score, float[][]? Attention = null);
