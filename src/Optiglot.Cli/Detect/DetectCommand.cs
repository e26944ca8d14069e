using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Finds the regions of photos: those of a few are shown, those of folders go into a region store.</summary>
internal sealed class DetectCommand : CliCommand
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Photos (JPEG, PNG, WebP, GIF, BMP), or folders of photos", Arity = ArgumentArity.OneOrMore
    };
    private readonly Option<string> detector = CommonOptions.Detector();
    private readonly Option<string?> store =
        new("--out", "-o") { Description = "Region store to write: a file, or a folder for its regions.sqlite; photos that are in it are passed over",
        HelpName = "FILE|DIR" };
    private readonly Option<bool> recursive = new("--recursive", "-r") { Description = "Take the photos of folders in folders too" };
    private readonly Option<string?> show = new("--show") { Description = "Draw the boxes and names on the photo", HelpName = "PNG" };
    private readonly Option<string?> models = new("--models") { Description = "Folder to look for the detector's weights in first", HelpName = "DIR" };
    private readonly Option<int> workers = new("--workers") { Description = "Photos at a time (0: one a core)", HelpName = "N" };
    private readonly Option<bool> again = new("--again") { Description = "Detect photos again that the store has already" };
    private readonly Option<int?> megapixels =
        new("--max-megapixels") { Description = "Largest photo, million pixels (1 to 500; default: 64, which take 256 MB)", HelpName = "N" };
    private readonly RegionOptions regions = new();

    /// <summary>Builds the command.</summary>
    public DetectCommand() : base(
        "detect", "Finds objects in photos: boxes, names and feature vectors",
        "detect photo.jpg", "detect photo.jpg --show out.png", "detect photos/ --detector yolox-nano --out regions/",
        "detect photos/ --recursive --detector yolox-resnet18-grid --max-regions 10 --out regions/")
    {
        Add(paths);
        Add(detector);
        Add(store);
        Add(recursive);
        Add(show);
        regions.AddTo(this);
        foreach (Option option in (Option[])[workers, again, megapixels, models]) Add(option);
        CommonOptions.AtLeast(workers, 0);
        CommonOptions.InRange(megapixels, 1, 500);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] given = FilePatterns.Expand(parse.GetRequiredValue(paths));
        string? file = parse.GetValue(store), drawing = parse.GetValue(show);
        PngName.Check(drawing, "--show");
        RegionLimits limits = regions.Read(parse);
        if (Array.Find(given, path => !Path.Exists(path)) is { } absent) throw new FileNotFoundException($"{absent}: no such photo or folder; check the name");
        string? folder = Array.Find(given, Directory.Exists);
        if (folder is not null && file is null) throw new ArgumentException($"{folder}: a folder: say where its regions go with --out FILE|DIR");
        if (drawing is not null && (folder is not null || given.Length > 1))
            throw new ArgumentException(
                $"--show draws one photo, and {(folder is null ? $"{given.Length} are named" : $"{folder} is a folder")}; give one photo's path");
        ImageLimits images = Images(parse);
        IEnumerable<string> folders = parse.GetValue(models) is { } first ? context.Data.ModelFolders.Prepend(first) : context.Data.ModelFolders;
        using IRegionDetector loaded = Detectors.Load(parse.GetRequiredValue(detector), new DetectorSettings { ModelFolders = [.. folders] });
        PhotoReport report = new(loaded, limits, images, context);
        if (file is null) return report.Print(given, drawing);

        ExtractionOptions options = new() { Regions = limits, Images = images, Workers = Workers(parse, context), Again = parse.GetValue(again) };
        int code = new StoreFiller(RegionStore.PathOf(file), loaded, options, context).Fill(given, parse.GetValue(recursive));
        return folder is not null || given.Length > 1 || code != ExitCode.Success || drawing is null ? code : report.Print(given, drawing);
    }

    private int Workers(ParseResult parse, CommandContext context) =>
        parse.GetValue(workers) is var given and > 0 ? given : context.Ranks.Count > 1 ? context.Ranks.Cores : 0;

    private ImageLimits Images(ParseResult parse)
    {
        ImageLimits defaults = new() { Mend = "make the picture smaller, or raise the limit with --max-megapixels" };
        if (parse.GetValue(megapixels) is not { } million) return defaults;
        // The largest side is what JPEG can say; no file has more bytes than four a pixel.
        long pixels = million * 1_000_000L;
        return defaults with { MaxPixels = pixels, MaxSide = ushort.MaxValue, MaxBytes = (int)Math.Max(defaults.MaxBytes, 4 * pixels) };
    }
}
