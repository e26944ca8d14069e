using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>The score of one test set.</summary>
/// <param name="Bleu">Corpus BLEU, 0..100.</param>
/// <param name="Signature">How it was computed.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="Meteor">METEOR 1.5 on the same lines, 0..100 as papers print it (a hundred times what the Java program prints); null for natural text and for
/// languages METEOR does not know.</param>
/// <param name="MeteorSignature">How METEOR was computed.</param>
public sealed record ExperimentScore(
    [property: JsonPropertyName("bleu")] double Bleu,
    [property: JsonPropertyName("signature")] string Signature,
    [property: JsonPropertyName("lines")] int Lines,
    [property: JsonPropertyName("meteor"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Meteor = null,
    [property: JsonPropertyName("meteor_signature"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MeteorSignature = null);
