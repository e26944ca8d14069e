namespace Optiglot.Metrics.Tests;

/// <summary>Finds the public data the repository does not hold; tests that need it skip where it is absent.</summary>
internal static class TestData
{
    public static string Folder(string name)
    {
        foreach (string root in Roots())
            if (Directory.Exists(Path.Combine(root, name))) return Path.Combine(root, name);
        Assert.Skip($"data '{name}' is absent: set OPTIGLOT_DATA to the folder that holds it");
        return "";
    }

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder("metrics"), file));

    public static (string[] Hypotheses, string[] References) System(string name) =>
        (Lines($"test_2016_flickr.{name}.de"), Lines("test_2016_flickr.reference.de"));

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("OPTIGLOT_DATA") is { Length: > 0 } data)
        {
            yield return data;
            yield return Path.Combine(data, "data");
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
