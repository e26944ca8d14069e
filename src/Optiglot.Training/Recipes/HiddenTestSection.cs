namespace Optiglot.Training;

/// <summary>
/// The <c>evaluate.hide</c> section: source words hidden in tests, as <c>probe mask</c> does (Multi30K only, whose word positions are given).
/// </summary>
public sealed record HiddenTestSection
{
    /// <summary>Kinds of words, each a test of its own: <c>color</c>, <c>noun</c>, <c>people</c>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Splits whose lines with a picture are taken, all together.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];
}
