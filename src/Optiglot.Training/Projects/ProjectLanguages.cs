using System.Text.RegularExpressions;

namespace Optiglot.Training;

/// <summary>Guesses a project's languages from what its files call them.</summary>
public static partial class ProjectLanguages
{
    /// <summary>
    /// Codes of two letters: the endings of two files that correspond (<c>train.en train.cs</c>), or the names of exactly two columns (<c>en,cs,picture</c>);
    /// null where neither says it.
    /// </summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">It is not UTF-8.</exception>
    public static (string From, string To)? Guess(IReadOnlyList<string> files)
    {
        string[] codes = [.. (files.Count == 1 ? Names(files[0]) : files.Take(2).Select(Ending)).Where(name => Code().IsMatch(name))];
        return codes is [var from, var to] && from != to ? (from, to) : null;
    }

    // The first line's words, however they are separated and quoted.
    private static IEnumerable<string> Names(string file) =>
        TextLines.Read(file, "Check the path.") is [var first, ..] ? first.Split((char[])[',', ';', '\t', ':', '{', '}', '[', ']'])
            .Select(name => name.Trim(' ', '"')) : [];

    private static string Ending(string file) => Path.GetExtension(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file).TrimStart('.');

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex Code();
}
