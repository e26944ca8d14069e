namespace Optiglot.Training;

/// <summary>Something about the pairs of a file that their owner should know.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">What, in one word for programs: <c>empty</c>, <c>duplicate</c>, <c>length</c>, <c>untranslated</c>, <c>straddles</c>,
/// <c>missing_picture</c>.</param>
/// <param name="Says">What, for people, after a number of lines.</param>
/// <param name="LeftOut">Whether such pairs are left out.</param>
/// <param name="Lines">Their lines, from 1.</param>
public sealed record PairFinding(string File, string Kind, string Says, bool LeftOut, IReadOnlyList<int> Lines)
{
    /// <summary>As many lines as are named where there are many.</summary>
    public const int LinesTold = 5;

    /// <summary>One line for people.</summary>
    public string Describe()
    {
        string lines = string.Join(", ", Lines.Take(LinesTold)) + (Lines.Count > LinesTold ? $" and {Lines.Count - LinesTold} more" : "");
        return $"{File}: {Says}: line{(Lines.Count > 1 ? "s" : "")} {lines}{(LeftOut ? " (left out)" : "")}";
    }
}
