using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>Photos to regions.</summary>
internal sealed class BenchDetectCommand : BenchmarkCommand
{
    private readonly Option<string> detector = CommonOptions.Detector();
    private readonly Option<string> size = new("--size") { Description = "full, or tiny for tests", HelpName = "NAME", DefaultValueFactory = _ => "full" };
    private readonly Option<string?> photos = new("--photos") { Description = "Folder of photos (default: made-up ones of 500x375 pixels)", HelpName = "DIR" };
    private readonly Option<int> count = new("--count") { Description = "Photos a pass", HelpName = "N", DefaultValueFactory = _ => 200 };

    /// <summary>Builds the command.</summary>
    public BenchDetectCommand() : base(
        "detect", "Decoding and detection: photos/s into a region store", hasPeer: false, "bench detect", "bench detect --photos photos/ --json",
            $"bench detect --detector {DetectJob.NoDetector}")
    {
        foreach (Option option in (Option[])[detector, size, photos, count]) Add(option);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        bool tiny = parse.GetRequiredValue(size) == BenchSizes.Tiny;
        return DetectBenchmark.Measure(session, new DetectJob
        {
            Detector = parse.GetRequiredValue(detector),
            ModelFolders = context.Data.ModelFolders,
            Photos = parse.GetValue(photos) is { } folder ? Path.GetFullPath(folder) : null,
            Count = tiny ? 4 : parse.GetValue(count),
            Repeats = tiny ? 1 : 3,
        });
    }
}
