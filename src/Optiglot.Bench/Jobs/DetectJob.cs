using Optiglot.Vision;

namespace Optiglot.Bench;

/// <summary>Photos to regions in a store, as <c>./optiglot detect</c> makes them; and decoding alone.</summary>
public sealed record DetectJob : BenchJob
{
    /// <summary>For <see cref="Detector"/>: decoding alone.</summary>
    public const string NoDetector = "none";

    /// <summary>The detector's name, or <see cref="NoDetector"/>.</summary>
    public string Detector { get; init; } = "yolox-nano";

    /// <summary>Folders where its weights may lie.</summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = [];

    /// <summary>Folder of photos; null makes them up.</summary>
    public string? Photos { get; init; }

    /// <summary>How many, from the first by name.</summary>
    public int Count { get; init; } = 200;

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
        if (Photos is null) MadeUpPhotos.Write(MadeUp(folder), Count, Seed);
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        string[] photos = [.. RegionExtractor.Pictures(Photos ?? MadeUp(folder)).Take(Count)];
        IReadOnlyList<double> decode = JobResult.Time(Warmup, Repeats, () => Parallel.ForEach(photos, photo => ImageDecoder.Decode(photo)));
        IReadOnlyList<double> seconds = decode;
        if (Detector != NoDetector)
        {
            using IRegionDetector detector = RegionDetectors.Load(Detector, new DetectorSettings { ModelFolders = ModelFolders });
            seconds = JobResult.Time(Warmup, Repeats, () => Extract(detector, photos, Path.Combine(folder, "detected.sqlite")));
        }

        Dictionary<string, double> values = new() { ["photos"] = photos.Length, ["decoded_per_second"] = photos.Length / Spread.MedianOf(decode) };
        return new JobResult { Seconds = seconds, Work = photos.Length, Values = values, PeakBytes = JobResult.PeakMemory() };
    }

    private static void Extract(IRegionDetector detector, string[] photos, string path)
    {
        File.Delete(path);
        using RegionStore store = RegionStore.Create(path, detector.Info);
        ExtractionReport report = new RegionExtractor(detector).Run(photos, store);
        if (report.Bad.Count > 0)
            throw new InvalidDataException($"{report.Bad[0].Picture}: {report.Bad[0].Reason}; the benchmark wants photos that can be read");
    }

    private static string MadeUp(string folder) => Path.Combine(folder, "photos");
}
