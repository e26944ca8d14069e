using System.Globalization;

namespace Optiglot.Training;

/// <summary>Lines of a split by number: a test set that is cut out of the training data.</summary>
internal static class HeldOutLines
{
    private const string Origin = "It is named under data.held_out in the recipe; paths there are relative to the data folder (--data or OPTIGLOT_DATA).";

    /// <summary>Reads line numbers, from 1, one a line; gives them counted from 0.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">A line is no number above 0.</exception>
    internal static IReadOnlyList<int> Read(string path)
    {
        string[] lines = TextLines.Read(path, Origin);
        return [.. lines.Select((line, i) => int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number - 1
            : throw new InvalidDataException($"{path}:{i + 1}: '{line}' is no line number: whole numbers from 1, one a line."))];
    }

    /// <summary>
    /// Lines written as their first and last, <c>232-461</c>, from 1; gives them counted from 0; null: it is no such text, but a file's name.
    /// </summary>
    internal static IReadOnlyList<int>? Range(string text)
    {
        string[] ends = text.Split('-');
        return ends.Length == 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            && first > 0 && last >= first ? [.. Enumerable.Range(first - 1, last - first + 1)] : null;
    }

    /// <summary>These lines of a split.</summary>
    /// <exception cref="InvalidDataException">The split has no such line.</exception>
    internal static IReadOnlyList<Example> Only(IReadOnlyList<Example> split, IReadOnlyList<int> lines, string file) =>
        [.. lines.Select(line => line < split.Count ? split[line]
            : throw new InvalidDataException($"{file}: names line {line + 1}, but the training split has {split.Count} lines."))];

    /// <summary>A split without these lines.</summary>
    internal static IReadOnlyList<Example> Without(IReadOnlyList<Example> split, IReadOnlySet<int> lines) =>
        lines.Count == 0 ? split : [.. split.Where(example => !lines.Contains(example.Line))];
}
