namespace Optiglot.Cli.Tests.Architecture;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, string[] Lines)
{
    private static readonly string[] TextEndings = [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".yaml", ".yml", ".md", ".sh", ".py", ".html",
        ".css", ".js", ".editorconfig", ".gitignore", ""];

    /// <summary>The project a file of <c>src</c> belongs to, as <c>Optiglot.Text</c>.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>C# files below <c>src</c>.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = [.. All("src").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>All text files below a folder of the repository.</summary>
    public static IEnumerable<SourceFile> All(string folder = ".") => Files(new DirectoryInfo(System.IO.Path.Combine(TestFolders.Repository, folder)))
        .Where(file => TextEndings.Contains(file.Extension))
        .Select(file => new SourceFile(System.IO.Path.GetRelativePath(TestFolders.Repository, file.FullName), File.ReadAllLines(file.FullName)));

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles()) yield return file;
        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
            if (inner.Name is not ("bin" or "obj" or ".git" or ".vs" or "runs" or "regions" or "artifacts" or "models" or "data" or "shared" or "node_modules"))
                foreach (FileInfo file in Files(inner)) yield return file;
    }
}
