using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>Sees to it that the region store has every picture of the recipe's folder that its corpora name (Algorithm 1 needs them all before it begins).</summary>
internal static class RunPictures
{
    /// <summary>Opens the store, made complete; null where the recipe has no pictures.</summary>
    internal static RegionStore? Open(PicturesSection? pictures, RecipeData data, RunOptions options, IReadOnlySet<string> wanted, Action<string> tell, CancellationToken cancellation)
    {
        if (pictures is null) return null;
        string path = RegionStore.PathOf(pictures.Regions);
        string folder = data.Resolve(pictures.Folder);
        if (pictures.Folder.Length == 0 || !Directory.Exists(folder))
        {
            if (File.Exists(path)) return RegionStore.Open(path);
            throw new DirectoryNotFoundException($"{folder}: there is no such folder of pictures, and no region store {path} either; see `doctor` for where the data comes from, or import regions with `regions import`.");
        }

        string[] files = [.. wanted.Select(name => Path.Combine(folder, name)).Where(File.Exists).Order(StringComparer.Ordinal)];
        if (File.Exists(path))
        {
            RegionStore present = RegionStore.Open(path);
            if (files.All(file => present.Contains(Path.GetFileName(file)))) return present;
            present.Dispose();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        IRegionDetector detector = options.Detector ?? RegionDetectors.Load(pictures.Detector, new DetectorSettings { ModelFolders = options.ModelFolders ?? [], Kinds = options.DetectorKinds });
        try
        {
            return Extract(path, files, detector, new RegionLimits { Min = pictures.MinRegions, Max = pictures.MaxRegions }, tell, cancellation);
        }
        finally
        {
            if (options.Detector is null) detector.Dispose();
        }
    }

    private static RegionStore Extract(string path, string[] files, IRegionDetector detector, RegionLimits limits, Action<string> tell, CancellationToken cancellation)
    {
        RegionStore store = RegionStore.OpenOrCreate(path, detector.Info);
        DateTime told = DateTime.MinValue;
        var extractor = new RegionExtractor(detector, new ExtractionOptions { Regions = limits });
        ExtractionReport report = extractor.Run(files, store, progress =>
        {
            if (DateTime.UtcNow - told < TimeSpan.FromSeconds(2)) return;
            told = DateTime.UtcNow;
            tell($"regions of {progress.Done:N0} of {progress.Total:N0} pictures, {progress.PhotosPerSecond:F0} a second");
        }, cancellation);
        tell($"regions: {report.Saved:N0} pictures in {report.Elapsed.TotalSeconds:F0} s, {report.Skipped:N0} were there, {report.Bad.Count:N0} could not be read");
        return store;
    }
}
