using Microsoft.Extensions.FileSystemGlobbing;

namespace Optiglot.Cli;

/// <summary>Files that were named one by one, or by patterns that no shell expanded: <c>*</c>, and <c>**</c> for folders in folders.</summary>
internal static class FilePatterns
{
    /// <summary>
    /// The files, those of a pattern in the order of their names; a name without a pattern, or of a file that has a star in it, stays as it is.
    /// </summary>
    /// <exception cref="FileNotFoundException">Nothing has such a name.</exception>
    public static string[] Expand(IEnumerable<string> names) => [.. names.SelectMany(Expand)];

    private static IEnumerable<string> Expand(string name)
    {
        if (!name.Contains('*', StringComparison.Ordinal) || Path.Exists(name)) return [name];
        // Patterns are matched below a folder: the part of the path before the first star.
        string[] parts = name.Split('/');
        int first = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        string folder = string.Concat(parts[..first].Select(part => part + "/")), root = folder.Length == 0 ? "." : folder;
        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', parts[first..]));
        string[] found = !Directory.Exists(root) ? []
            : [.. matcher.GetResultsInFullPath(root).Select(file => folder + Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new FileNotFoundException($"{name}: no file has such a name; check the pattern", name);
    }
}
