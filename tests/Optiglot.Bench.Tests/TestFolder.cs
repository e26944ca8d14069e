using System.Runtime.CompilerServices;

namespace Optiglot.Bench.Tests;

/// <summary>A new empty folder that goes away with the test; and where the repository is.</summary>
internal sealed class TestFolder : IDisposable
{
    /// <summary>The peers' scripts.</summary>
    public static string Peers { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Here())!, "..", "..", "bench", "peers"));

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("optiglot-test-").FullName;

    /// <summary>A file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Here([CallerFilePath] string path = "") => path;
}
