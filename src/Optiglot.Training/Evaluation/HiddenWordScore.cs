using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>How often hidden words were translated right.</summary>
/// <param name="Words">Their kind: <c>color</c>.</param>
/// <param name="Set">The sets.</param>
/// <param name="Lines">Lines with such a word and a picture.</param>
/// <param name="Count">Words.</param>
/// <param name="Right">Accuracy with the right pictures, from 0 to 1.</param>
/// <param name="Wrong">With wrong ones, the mean of several derangements.</param>
/// <param name="None">With none.</param>
/// <param name="PValue">McNemar's exact test of right against wrong pictures, word by word, the largest of all derangements.</param>
/// <param name="LinePValue">A randomisation test in which a line counts once.</param>
/// <param name="Signature">How words were scored.</param>
public sealed record HiddenWordScore(
    string Words, string Set, int Lines, int Count, double Right, double Wrong, double None,
    [property: JsonPropertyName("p")] double PValue, [property: JsonPropertyName("p_lines")] double LinePValue, string Signature);
