using System.Text.Json.Serialization;

namespace Optiglot.Studies.Tables;

/// <summary>What right pictures were worth to a row, one number a seed: BLEU on a set's lines with a picture, or accuracy of hidden words.</summary>
/// <param name="What">The set, or the kind of hidden words: <c>photo_test</c>, <c>color</c>.</param>
/// <param name="Lines">Lines with a picture.</param>
/// <param name="Right">With the right pictures.</param>
/// <param name="Wrong">With wrong ones.</param>
/// <param name="None">With none; empty where that was not tried.</param>
/// <param name="PValue">Of right against wrong pictures.</param>
public sealed record StudyPictures(
    string What, int Lines, IReadOnlyList<double> Right, IReadOnlyList<double> Wrong, IReadOnlyList<double> None,
        [property: JsonPropertyName("p")] IReadOnlyList<double> PValue);
