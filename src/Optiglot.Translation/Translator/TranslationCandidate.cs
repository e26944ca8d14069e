namespace Optiglot.Translation;

/// <summary>One of the n best translations.</summary>
/// <param name="Text">Natural text: detokenised.</param>
/// <param name="Tokenized">As the model wrote it: words separated by spaces, what tokenised BLEU is computed on.</param>
/// <param name="Score">Log-probability under the length penalty.</param>
/// <param name="LogProbability">Log-probability.</param>
public sealed record TranslationCandidate(string Text, string Tokenized, double Score, double LogProbability);
