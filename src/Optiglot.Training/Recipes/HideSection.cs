using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>
/// The <c>data.hide</c> section: source words that the model is not to see in training, so that it learns to look for them in the picture (Caglayan et al.
/// 2019; Multi30K only, whose word positions are given).
/// </summary>
public sealed record HideSection
{
    /// <summary>Kinds of words, as the files of positions call them: <c>color</c>, <c>noun</c>, <c>people</c>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>
    /// Probability that such a word is hidden. 1: always, on the dev set too; below 1: drawn anew each epoch (once, in a stage with a frozen encoder), and the
    /// dev set is left as it is.
    /// </summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Probability { get; init; } = 1;

    /// <summary>Folder of the files of positions, SPLIT.KIND.txt, relative to the data folder.</summary>
    public string Folder { get; init; } = "probes";
}
