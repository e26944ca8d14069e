using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Says what a region store holds.</summary>
internal sealed class RegionsInfoCommand : CliCommand
{
    private readonly Argument<string> store = new("STORE") { Description = "Region store, or its folder" };

    /// <summary>Builds the command.</summary>
    public RegionsInfoCommand() : base("info", "Says what a region store holds", "regions info regions/") => Add(store);

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        using RegionStore opened = RegionStore.Open(RegionStore.PathOf(parse.GetRequiredValue(store)));
        RegionStoreSummary summary = opened.Describe();
        DetectorInfo detector = summary.Detector;
        if (context.Json)
        {
            context.WriteJson(new
            {
                summary.Path, summary.Bytes, detector = detector.Name, detector.Sha256, detector.FeatureWidth, detector.FeatureSource,
                classes = detector.ClassNames.Count, summary.Pictures, summary.KnownFiles, summary.Regions,
                summary.FewestRegions, summary.MostRegions, meanRegions = Math.Round(summary.MeanRegions, 2),
                topClasses = summary.TopClasses.Select(top => new { top.Name, top.Pictures }),
            });
            return ExitCode.Success;
        }

        context.Output.WriteLine(FormattableString.Invariant($"{summary.Path}: {summary.Pictures} pictures, {summary.Bytes / 1e6:0.0} MB"));
        context.Output.WriteLine(
            $"detector   {detector.Name} (SHA-256 {(detector.Sha256.Length > 0 ? detector.Sha256 : "unknown")}), {detector.FeatureWidth} features a region");
        if (detector.FeatureSource.Length > 0) context.Output.WriteLine($"vectors    {detector.FeatureSource}");
        context.Output.WriteLine(summary.KnownFiles == summary.Pictures
            ? "files      known by size and hash: another picture of the same name is noticed"
            : $"files      {summary.Pictures - summary.KnownFiles} pictures are known by their names alone (imported, or written by an earlier version); "
                + $"`detect --again` makes it good");
        context.Output.WriteLine(
            FormattableString.Invariant(
                $"regions    {summary.Regions}: {summary.FewestRegions} to {summary.MostRegions} a picture, {summary.MeanRegions:0.0} in the mean"));
        if (summary.TopClasses.Count > 0)
            context.Output.WriteLine("seen most  " + string.Join(", ", summary.TopClasses.Select(top => $"{top.Name} ({top.Pictures})")));
        return ExitCode.Success;
    }
}
