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
}
