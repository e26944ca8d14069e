using Optiglot.Distributed;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>
/// Sees to it that the region store has every picture of the recipe's folder that its corpora name (Algorithm 1 needs them all before it begins). Ranks share
/// the work.
/// </summary>
internal static class RunPictures
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    /// <summary>Opens the store, made complete; null where the recipe has no pictures.</summary>
    internal static RegionStore? Open(PicturesSection? pictures, RecipeData data, RunOptions options, IReadOnlySet<string> wanted, Action<string> tell,
        CancellationToken cancellation)
    {
        if (pictures is null) return null;
        string path = RegionStore.PathOf(pictures.Regions);
        string folder = data.Resolve(pictures.Folder);
        // Several stores are what there is: no picture is added.
        bool areMany = RegionStore.HasWildcard(path);
        if (areMany || pictures.Folder.Length == 0 || !Directory.Exists(folder))
        {
            if (areMany || File.Exists(path)) return RegionStore.Open(path);
            throw new DirectoryNotFoundException(
                $"{folder}: there is no such folder of pictures, and no region store {path} either; see `doctor` for where the data comes from, or import "
                    + $"regions with `regions import`.");
        }

        string[] files = [.. wanted.Order(StringComparer.Ordinal).Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        ICommunicator ranks = options.Ranks;
        IReadOnlyList<string> own = RankExtraction.Share(ranks, files);
        RankExtraction.Merge(ranks, path);
        StoreCoverage? known = null;
        if (ranks.Broadcast(File.Exists(path)))
        {
            RegionStore present = RegionStore.Open(path);
            known = Look(present, folder, own, cancellation);
            if (ranks.Gather(known.IsWhole).All(isWhole => isWhole))
            {
                Tell(present);
                return present;
            }

            present.Dispose();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        IRegionDetector detector = options.Detector ?? RegionDetectors.Load(pictures.Detector, new DetectorSettings
        {
            ModelFolders = options.ModelFolders ?? [], Kinds = options.DetectorKinds
        });
        try
        {
            ExtractionOptions extraction = new()
            {
                Regions = new RegionLimits { Min = pictures.MinRegions, Max = pictures.MaxRegions }, Folder = folder, Workers = ranks.Cores,
            };
            Extract(path, own, known, detector, extraction, ranks, tell, cancellation);
        }
        finally
        {
            if (options.Detector is null) detector.Dispose();
        }

        RankExtraction.Merge(ranks, path);
        RegionStore made = RegionStore.Open(path);
        Tell(made);
        return made;

        void Tell(RegionStore store)
        {
            if (PictureCoverage.Of(wanted, folder, store).Describe(folder) is { } missing) tell(missing);
            if (store.UnknownFiles is > 0 and var unknown) tell(PictureCoverage.Unknown(store, unknown));
        }
    }

    private static StoreCoverage Look(RegionStore store, string folder, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        try
        {
            return StoreCoverage.Of(store, folder, files, cancellation);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static void Extract(string path, IReadOnlyList<string> files, StoreCoverage? known, IRegionDetector detector, ExtractionOptions options,
        ICommunicator ranks, Action<string> tell, CancellationToken cancellation)
    {
        using RegionStore store = RegionStore.OpenOrCreate(RankExtraction.Target(ranks, path), detector.Info);
        DateTime told = DateTime.MinValue;
        var extractor = new RegionExtractor(detector, options);
        ExtractionReport own = extractor.Run(files, store, progress =>
        {
            if (DateTime.UtcNow - told < TellEvery) return;
            told = DateTime.UtcNow;
            tell($"regions of {progress.Done:N0} of {progress.Total:N0} pictures, {progress.PhotosPerSecond:F0} a second");
        }, cancellation, known);
        ExtractionReport report = RankExtraction.Sum(ranks, own);
        tell(
            $"regions: {report.Saved:N0} pictures in {report.Elapsed.TotalSeconds:F0} s, {report.Skipped:N0} were there, {report.Bad.Count:N0} could not "
                + $"be read");
        foreach ((string picture, string reason) in report.Bad.Take(PictureCoverage.NamesTold))
            tell(reason.StartsWith(picture, StringComparison.Ordinal) ? reason : $"{picture}: {reason}");
        if (report.Bad.Count > PictureCoverage.NamesTold) tell($"and {report.Bad.Count - PictureCoverage.NamesTold:N0} more that could not be read");
        if (report.Replaced > 0) tell($"{report.Replaced:N0} pictures are no longer those that {path} had regions of: they were detected anew");
    }
}
