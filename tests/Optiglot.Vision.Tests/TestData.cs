namespace Optiglot.Vision.Tests;

/// <summary>Real photos and weights, where the machine has them: OPTIGLOT_DATA, or `shared/data` in a folder above.</summary>
internal static class TestData
{
    public static string Photos => Find(Path.Combine("flickr8k", "images"));

    public static IRegionDetector YoloxNano() => Detector("yolox-nano");

    public static IRegionDetector Detector(string name)
    {
        try { return RegionDetectors.Load(name); }
        catch (FileNotFoundException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    private static string Find(string below)
    {
        var roots = new List<string?> { Environment.GetEnvironmentVariable("OPTIGLOT_DATA") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            roots.Add(Path.Combine(folder.FullName, "shared", "data"));
        string? found = roots.OfType<string>().Select(root => Path.Combine(root, below)).FirstOrDefault(Directory.Exists);
        if (found is null) Assert.Skip($"no {below} (set OPTIGLOT_DATA)");
        return found!;
    }
}
