namespace Optiglot.Cli;

/// <summary>What reports call the systems whose files a user named.</summary>
internal static class SystemFiles
{
    /// <summary>File names where they tell systems apart, else whole paths.</summary>
    public static string[] Names(string[] paths)
    {
        string[] names = [.. paths.Select(path => Path.GetFileName(path))];
        return names.Distinct().Count() == names.Length ? names : paths;
    }
}
