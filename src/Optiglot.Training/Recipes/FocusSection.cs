using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>The <c>focus</c> of a <see cref="PretrainSection"/>: words worth hiding because the picture can tell them.</summary>
public sealed record FocusSection
{
    /// <summary>The words, as they stand in prepared text. Those of more than one piece are passed over.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>
    /// Kinds of words, as <see cref="HideSection.Words"/> names them: every word that the training set's files of positions mark so (Multi30K only). They are
    /// added to <see cref="Words"/>.
    /// </summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Folder of these files, relative to the data folder.</summary>
    public string Folder { get; init; } = "probes";

    /// <summary>Probability that each of them is hidden, beside the 15% of all pieces.</summary>
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Whether texts without any of these words are passed over: a course in what the words look like, after one in everything.</summary>
    public bool Only { get; init; }
}
