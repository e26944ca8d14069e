using System.Diagnostics;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Whether a detector's weights are there, are the right ones, and run.</summary>
internal static class DetectorCheck
{
    private const int Width = 224, Pictures = 5;

    /// <summary>One finding, <c>detector</c>. Absent weights are a note: translation without pictures does without.</summary>
    public static Finding Run(string name, DataFolder data)
    {
        try
        {
            using IRegionDetector detector = Detectors.Load(name, new DetectorSettings { ModelFolders = data.ModelFolders });
            DecodedImage grey = new(Width, Width, [.. Enumerable.Repeat((byte)128, Width * Width * 3)]);
            detector.Detect([grey], new RegionLimits());
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < Pictures; i++) detector.Detect([grey], new RegionLimits());
            double milliseconds = Math.Round(watch.Elapsed.TotalMilliseconds / Pictures, 1);
            string detail = FormattableString.Invariant(
                $"{name}, {detector.Info.ClassNames.Count} classes, {detector.Info.FeatureWidth} features a region, {milliseconds} ms a picture on one core");
            return new("detector", FindingLevel.Ok, detail, Values: new Dictionary<string, object>
            {
                ["name"] = name, ["sha256"] = detector.Info.Sha256, ["feature_width"] = detector.Info.FeatureWidth, ["ms_per_picture"] = milliseconds,
            });
        }
        catch (FileNotFoundException error)
        {
            return new("detector", FindingLevel.Note, $"{name}: not found", ErrorLine.Describe(error));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new("detector", FindingLevel.Failure, $"{name}: does not run", ErrorLine.Describe(error));
        }
    }
}
