namespace Optiglot.Training.Tests;

/// <summary>Finds the repository, and the real data where this machine has it.</summary>
internal static class TestData
{
    public static string Repository { get; } = Above(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, "Optiglot.slnx")))!;

    /// <summary>The data folder, or the test is skipped.</summary>
    public static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable("OPTIGLOT_DATA");
        if (string.IsNullOrEmpty(folder) && Above(Repository, above => Directory.Exists(Path.Combine(above, "shared", "data"))) is { } found)
            folder = Path.Combine(found, "shared", "data");
        Assert.SkipUnless(folder is not null && Directory.Exists(folder), "no data here: set OPTIGLOT_DATA to the folder that has multi30k/ and captions/");
        return folder!;
    }

    /// <summary>Where `models get` puts models unless told otherwise.</summary>
    public static string Models => Environment.GetEnvironmentVariable("OPTIGLOT_MODELS") is { Length: > 0 } folder ? folder
        : Path.Combine(Repository, "models");

    /// <summary>A model's folder or file below `models`, or the test is skipped.</summary>
    public static string Model(string path)
    {
        string found = Path.Combine(Models, Path.GetRelativePath("models", path));
        Assert.SkipUnless(Path.Exists(found), $"no {path} here: ./optiglot models get {path.Split('/')[1]}");
        return found;
    }

    private static string? Above(string start, Func<string, bool> holds)
    {
        for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            if (holds(folder)) return folder;
        return null;
    }
}
