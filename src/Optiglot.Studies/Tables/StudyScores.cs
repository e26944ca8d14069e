using System.Text.Json.Serialization;

namespace Optiglot.Studies.Tables;

/// <summary>Scores of a row on one set, one a seed.</summary>
/// <param name="Bleu">BLEU of lower-cased tokenised text, as multi-bleu.perl.</param>
/// <param name="Meteor">METEOR 1.5, exact words and stems; absent where METEOR does not know the language.</param>
public sealed record StudyScores(
    IReadOnlyList<double> Bleu, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? Meteor)
{
    /// <summary>The mean of BLEU.</summary>
    [JsonIgnore]
    public double Mean => Bleu.Average();

    /// <summary>The standard deviation of BLEU over the seeds (n − 1); null for one seed.</summary>
    [JsonIgnore]
    public double? Spread => Bleu.Count < 2 ? null : Math.Sqrt(Bleu.Sum(value => (value - Mean) * (value - Mean)) / (Bleu.Count - 1));
}
