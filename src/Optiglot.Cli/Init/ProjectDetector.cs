using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Which detector a new project sees its pictures with.</summary>
internal static class ProjectDetector
{
    // Best first: with ResNet-18's vectors and a grid more is seen than with YOLOX's own.
    private static readonly string[] Known = ["yolox-resnet18-grid", "yolox-nano"];

    /// <summary>The best one whose weights are there; the simplest where none are, so that the run says what to get.</summary>
    public static string Best(DataFolder data) => Known.FirstOrDefault(name => IsThere(name, data)) ?? Known[^1];

    /// <summary>Whether a detector's weights are there.</summary>
    public static bool IsThere(string name, DataFolder data)
    {
        try
        {
            using IRegionDetector detector = Detectors.Load(name, new DetectorSettings { ModelFolders = data.ModelFolders });
            return true;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return false;
        }
    }
}
