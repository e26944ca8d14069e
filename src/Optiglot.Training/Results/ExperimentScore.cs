using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>The score of one test set.</summary>
/// <param name="Bleu">Corpus BLEU, 0..100.</param>
/// <param name="Signature">How it was computed.</param>
/// <param name="Lines">Lines scored.</param>
public sealed record ExperimentScore(
    [property: JsonPropertyName("bleu")] double Bleu,
    [property: JsonPropertyName("signature")] string Signature,
    [property: JsonPropertyName("lines")] int Lines);
