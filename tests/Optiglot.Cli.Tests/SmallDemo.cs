using Optiglot.DemoWorld;

namespace Optiglot.Cli.Tests;

/// <summary>
/// A folder as the demo leaves it, made in a second: detector, pictures of drawn scenes, a region store, and a run with a (random) model that sees them.
/// </summary>
public sealed class SmallDemo : IDisposable
{
    /// <summary>Makes it.</summary>
    public SmallDemo()
    {
        Folder = TestFolders.Fresh($"demo-{Guid.NewGuid():N}");
        using WorldDetector detector = WorldDetector.Learn(each: 4);
        detector.Save(DetectorFile);
        Run = Path.Combine(Folder, "with-pictures");
        TinyModel.Save(Run, detector.Info);
        WorldData world = WorldGenerator.Generate(new WorldOptions { Pairs = 0, Train = 1, Dev = 1, Test = 4 });
        Pictures = WorldFolder.WritePictures(world.Test, Folder, 128);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The run's folder.</summary>
    public string Run { get; }

    /// <summary>Its model folder.</summary>
    public string Model => Path.Combine(Run, "model");

    /// <summary>Pictures, four.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>One of them.</summary>
    public string Picture => Pictures[0];

    /// <summary>The detector's file.</summary>
    public string DetectorFile => Path.Combine(Folder, DemoRunner.DetectorFile);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
