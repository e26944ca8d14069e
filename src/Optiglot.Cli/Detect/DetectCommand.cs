using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Finds the regions of one photo, or of a folder of photos into a region store.</summary>
internal sealed class DetectCommand : CliCommand
{
    private readonly Argument<string> path = new("PATH") { Description = "A photo, or a folder of photos (JPEG, PNG, WebP)" };
    private readonly Option<string> detector = CommonOptions.Detector();
    private readonly Option<string?> store = new("--out", "-o") { Description = "Region store to write: a file, or a folder for its regions.sqlite; photos that are in it are passed over", HelpName = "FILE|DIR" };
    private readonly Option<string?> show = new("--show") { Description = "Draw the boxes and names on the photo", HelpName = "PNG" };
    private readonly Option<string?> models = new("--models") { Description = "Folder to look for the detector's weights in first", HelpName = "DIR" };
    private readonly Option<int> workers = new("--workers") { Description = "Photos at a time (0: one a core)", HelpName = "N" };
    private readonly Option<bool> again = new("--again") { Description = "Detect photos again that the store has already" };
    private readonly RegionOptions regions = new();

    /// <summary>Builds the command.</summary>
    public DetectCommand() : base(
        "detect", "Finds objects in photos: boxes, names and feature vectors",
        "detect photo.jpg", "detect photo.jpg --show out.png", "detect photos/ --detector yolox-nano --out regions/",
        "detect photos/ --detector yolox-resnet18-grid --max-regions 10 --out regions/")
    {
        Add(path);
        Add(detector);
        Add(store);
        Add(show);
        regions.AddTo(this);
        Add(workers);
        Add(again);
        Add(models);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string from = parse.GetRequiredValue(path);
        bool isFolder = Directory.Exists(from);
        if (isFolder && parse.GetValue(store) is null) throw new ArgumentException($"{from} is a folder: say where its regions go with --out FILE|DIR");
        if (isFolder && parse.GetValue(show) is not null) throw new ArgumentException($"{from} is a folder, and --show draws one photo; give the photo's path");
        if (!isFolder && !File.Exists(from)) throw new FileNotFoundException($"{from}: no such photo or folder; check the name");
        RegionLimits limits = regions.Read(parse);
        IEnumerable<string> folders = parse.GetValue(models) is { } given ? context.Data.ModelFolders.Prepend(given) : context.Data.ModelFolders;
        using IRegionDetector loaded = Detectors.Load(parse.GetRequiredValue(detector), new DetectorSettings { ModelFolders = [.. folders] });
        if (!isFolder && parse.GetValue(store) is null) return One(from, loaded, limits, parse, context);

        using RegionStore opened = OpenStore(RegionStore.PathOf(parse.GetValue(store)!), loaded.Info);
        ExtractionOptions options = new() { Regions = limits, Workers = parse.GetValue(workers), Again = parse.GetValue(again) };
        int code = Many(isFolder ? RegionExtractor.Pictures(from) : [from], opened, new RegionExtractor(loaded, options), context);
        return isFolder || code != ExitCode.Success || parse.GetValue(show) is null ? code : One(from, loaded, limits, parse, context);
    }

    private int One(string photo, IRegionDetector loaded, RegionLimits limits, ParseResult parse, CommandContext context)
    {
        DecodedImage image = ImageDecoder.Decode(photo);
        RegionSet found = loaded.Detect([image], limits)[0];
        if (parse.GetValue(show) is { } png)
        {
            byte[] drawn = RegionPainter.Detections(image, found, loaded.Info, new PaintOptions { ScoreThreshold = limits.ScoreThreshold });
            AtomicFile.Write(png, stream => stream.Write(drawn));
            context.Note($"drawn: {png}");
        }

        IReadOnlyList<NamedRegion> named = NamedRegion.Of(found, loaded.Info, limits.ScoreThreshold);
        if (context.Json)
        {
            context.WriteJson(new { photo, found.ImageWidth, found.ImageHeight, detector = loaded.Info.Name, tags = TagText.List(found, loaded.Info), regions = named });
            return ExitCode.Success;
        }

        foreach (NamedRegion region in named) context.Output.WriteLine(region);
        if (named.Count == 0) context.Output.WriteLine($"nothing with a score of {limits.ScoreThreshold:0.##} or more (a lower --threshold shows guesses)");
        return ExitCode.Success;
    }

    private static int Many(IReadOnlyList<string> photos, RegionStore store, RegionExtractor extractor, CommandContext context)
    {
        ExtractionReport report = context.Progress.Run("detect", "photos", tell =>
            extractor.Run(photos, store, progress => tell(progress.Done, progress.Total), context.Cancel));
        foreach ((string picture, string reason) in report.Bad) context.Note($"optiglot: {(reason.StartsWith(picture, StringComparison.Ordinal) ? "" : picture + ": ")}{reason}");
        if (context.Json)
        {
            context.WriteJson(new
            {
                store = store.Path, detector = store.Detector.Name, report.Saved, report.Skipped, seconds = Math.Round(report.Elapsed.TotalSeconds, 2),
                photosPerSecond = Math.Round(report.PhotosPerSecond, 1), bad = report.Bad.Select(bad => new { bad.Picture, bad.Reason }),
            });
        }
        else
        {
            context.Output.WriteLine(FormattableString.Invariant(
                $"{store.Path}: {report.Saved} saved ({report.PhotosPerSecond:0} photos/s), {report.Skipped} there before, {report.Bad.Count} unreadable"));
        }

        return report.Bad.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static RegionStore OpenStore(string file, DetectorInfo detector)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return RegionStore.OpenOrCreate(file, detector);
    }
}
