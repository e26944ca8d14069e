using System.Text.RegularExpressions;

namespace Optiglot.Studies.Tables;

/// <summary>Links of a Markdown page that is put into another.</summary>
public static partial class MarkdownLinks
{
    /// <summary>
    /// Lets links and pictures that are relative to their page's folder lead to the same files from another; addresses, places in the page and whole paths
    /// stay.
    /// </summary>
    /// <param name="markdown">The page.</param>
    /// <param name="folder">Its folder, as it is called from the other's, with slashes.</param>
    public static string Move(string markdown, string folder) => folder is "." or "" ? markdown
        : Relative().Replace(markdown, $"]({folder.Replace("$", "$$", StringComparison.Ordinal)}/");

    [GeneratedRegex(@"\]\((?![A-Za-z][A-Za-z0-9+.-]*:|[#/)<])")]
    private static partial Regex Relative();
}
