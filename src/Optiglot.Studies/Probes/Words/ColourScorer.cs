namespace Optiglot.Studies.Probes;

/// <summary>
/// A hidden colour is right if the translation names it, wherever: each word of the translation, and each part of a compound, counts for one hidden colour. The
/// reference is not looked at, since people leave colours out as models do.
/// </summary>
/// <param name="language">The target language.</param>
/// <exception cref="ArgumentException">There are no colour words of that language.</exception>
public sealed class ColourScorer(string language) : IHiddenWordScorer
{
    private readonly ColourTable table = ColourTable.Of(language);

    /// <inheritdoc/>
    public string Signature => $"colour words of {language}, each counted once";

    /// <inheritdoc/>
    public bool?[] Score(string[] source, IReadOnlyList<int> positions, string[] reference, string[] hypothesis)
    {
        string[][] wanted = [.. positions.Select(position => table.Right.GetValueOrDefault(source[position], []))];
        bool[] found = WordMatching.Match(wanted, [.. hypothesis.SelectMany(table.Find)]);
        return [.. found.Select((right, word) => wanted[word].Length == 0 ? (bool?)null : right)];
    }
}
