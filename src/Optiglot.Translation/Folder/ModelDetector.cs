using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>Finds the detector that a model sees pictures with.</summary>
public static class ModelDetector
{
    /// <summary>Opens the detector a model was trained with: from in or beside the model folder, else by its name.</summary>
    /// <param name="folder">A model that sees pictures.</param>
    /// <param name="settings">Where else to look, threads, and other kinds.</param>
    /// <param name="asked">Another name, or the path of a detector's file; null for the model's own.</param>
    /// <exception cref="FileNotFoundException">No such detector, or no weights.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged, or does not fit its weights; or the model sees no pictures.</exception>
    public static IRegionDetector Load(ModelFolder folder, DetectorSettings settings, string? asked = null)
    {
        string own = folder.Config.Detector?.Name ?? throw new InvalidDataException($"{folder.FolderPath}: this model sees no pictures and has no detector");
        return RegionDetectors.Load(asked ?? own, settings with { Folders = [.. settings.Folders, .. Around(folder)] });
    }

    // A detector made for a run lies in or beside the model folder, the run's folder, or what holds several runs of one detector, as the demo's.
    private static IReadOnlyList<string> Around(ModelFolder folder)
    {
        string path = Path.GetFullPath(folder.FolderPath);
        return [path, Path.GetFullPath(Path.Combine(path, "..")), Path.GetFullPath(Path.Combine(path, "..", ".."))];
    }
}
