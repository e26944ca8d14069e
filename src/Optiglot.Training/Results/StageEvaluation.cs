using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>One evaluation of a stage.</summary>
/// <param name="Epoch">Passes over the data so far.</param>
/// <param name="DevBleu">BLEU on the dev set; null in pre-training.</param>
/// <param name="Values">
/// Of held-out data: <c>pair_accuracy</c>, <c>masked_accuracy</c> (and by right and wrong picture). Of training since the evaluation before: <c>lambda</c>,
/// <c>lambda_spread</c>, <c>cosine</c>.
/// </param>
public sealed record StageEvaluation(
    double Epoch,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? DevBleu,
    IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Whether averaged weights were scored, at the end of the stage and beside its last epoch's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Averaged { get; init; }
}
