namespace Optiglot.Cli;

/// <summary>The folder that holds the data sets: as given, else OPTIGLOT_DATA, else one found in the working folder or above it.</summary>
internal sealed class DataFolder
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "OPTIGLOT_DATA";

    // A folder called "data" is ours only if it has one of these in it.
    private static readonly string[] Marks = ["multi30k", "flickr8k", "captions"];

    private DataFolder(string? path) => Path = path;

    /// <summary>The folder, or null where there is none.</summary>
    public string? Path { get; }

    /// <summary>Where models (detectors, vocabularies) may lie: <c>models</c> in the data folder and beside it.</summary>
    public IReadOnlyList<string> ModelFolders =>
        Path is null ? [] : [System.IO.Path.Combine(Path, "models"), System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "models"))];

    /// <summary>METEOR's function words, synonyms and paraphrases: <c>metrics/meteor</c> in the data folder; null where there is none.</summary>
    public string? MeteorFolder => Path is { } data && System.IO.Path.Combine(data, "metrics", "meteor") is var folder && Directory.Exists(folder)
        ? folder : null;

    /// <summary>Finds the folder.</summary>
    /// <param name="given">The value of <c>--data</c>, if any.</param>
    /// <exception cref="DirectoryNotFoundException">The folder given by option or variable does not exist.</exception>
    public static DataFolder Find(string? given)
    {
        if (given is not null) return Existing(given, "--data");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable) return Existing(variable, Variable);
        return new DataFolder(Above(Directory.GetCurrentDirectory()).Concat(Above(AppContext.BaseDirectory)).FirstOrDefault());
    }

    /// <summary>The folder, for work that cannot be done without.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public string Require() => Path ?? throw new DirectoryNotFoundException(
        $"no data folder found; name it with --data DIR or {Variable} (./optiglot doctor tells what belongs there and where to get it)");

    private static DataFolder Existing(string path, string origin) => Directory.Exists(path)
        ? new DataFolder(System.IO.Path.GetFullPath(path))
        : throw new DirectoryNotFoundException($"{path}: no such folder, named by {origin}; give the folder that holds the data sets");

    private static IEnumerable<string> Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            foreach (string name in (string[])["data", System.IO.Path.Combine("shared", "data")])
                if (System.IO.Path.Combine(folder.FullName, name) is var path && Marks.Any(mark => Directory.Exists(System.IO.Path.Combine(path, mark))))
                    yield return path;
    }
}
