namespace Optiglot.Text;

/// <summary>A raw line with words hidden.</summary>
/// <param name="Text">The line, with <see cref="HiddenWords.Marker"/> for each hidden word.</param>
/// <param name="Hidden">The positions that were hidden, rising.</param>
/// <param name="Missing">The positions whose words the raw line does not have, or not in a way that tells which they are; they are still to be read.</param>
public sealed record HiddenText(string Text, IReadOnlyList<int> Hidden, IReadOnlyList<int> Missing);
