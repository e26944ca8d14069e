using System.Text.Json;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>Whose regions a run was begun with, kept in its folder: going on with another detector's would mix vectors that mean different things.</summary>
internal static class RunDetector
{
    private const string FileName = "detector-info.json";

    /// <summary>Keeps the store's detector in a new run folder; in one that exists, checks that it is the same. A refused store is closed.</summary>
    /// <exception cref="InvalidDataException">The run was begun with another detector, another pooling or another feature width.</exception>
    /// <returns>The store.</returns>
    internal static RegionStore Claim(RegionStore store, string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            if (File.Exists(path)) store.Require(Read(path));
            else AtomicFile.WriteText(path, store.Detector.ToJson() + "\n");
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static DetectorInfo Read(string path)
    {
        try
        {
            return DetectorInfo.FromJson(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            string why = error.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InvalidDataException($"{path}: cannot be read ({why}); delete it if the region store is the one the run was begun with", error);
        }
    }
}
