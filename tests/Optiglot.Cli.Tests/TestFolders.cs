using System.Runtime.CompilerServices;

namespace Optiglot.Cli.Tests;

/// <summary>Where tests find the repository and the data, and a place to write.</summary>
internal static class TestFolders
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>A file or folder of the data folder; skips the test where it is absent.</summary>
    public static string Data(params string[] parts)
    {
        string? folder = DataFolder.Find(null).Path;
        string path = Path.Combine([folder ?? "data", .. parts]);
        if (!Path.Exists(path)) Assert.Skip($"{path} is absent: set {DataFolder.Variable} to the folder that holds the data sets");
        return path;
    }

    /// <summary>The tests' detector weights; skips the test where they are absent.</summary>
    public static void NeedDetector() => Data("..", "models", "yolox-nano", "yolox_nano.onnx");

    /// <summary>A new empty folder, named after the test.</summary>
    public static string Fresh([CallerMemberName] string test = "")
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "scratch", test);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
