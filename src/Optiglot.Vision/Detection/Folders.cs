namespace Optiglot.Vision;

/// <summary>Looks for the folders people keep things in.</summary>
internal static class Folders
{
    /// <summary>Folders of that name beside the program, then in the working folder and each above it.</summary>
    public static IEnumerable<string> Above(string name)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, name);
        if (Directory.Exists(beside)) yield return beside;
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, name) is var found && Directory.Exists(found)) yield return found;
    }

    /// <summary>
    /// Where weights may lie: the folders given, `models` in or beside the data folder (OPTIGLOT_DATA), `models` or `shared/models` above us, and beside
    /// the manifest.
    /// </summary>
    public static IEnumerable<string> Models(IEnumerable<string> given, string manifest)
    {
        foreach (string folder in given) yield return folder;
        if (Environment.GetEnvironmentVariable("OPTIGLOT_DATA") is { Length: > 0 } data)
        {
            yield return Path.Combine(data, "models");
            yield return Path.Combine(data, "..", "models");
        }
        foreach (string folder in Above("models").Concat(Above(Path.Combine("shared", "models")))) yield return folder;
        if (Path.GetDirectoryName(manifest) is { } beside) yield return beside;
    }
}
