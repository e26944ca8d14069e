using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Prints what a detector finds in single photos, and draws it.</summary>
internal sealed class PhotoReport(IRegionDetector detector, RegionLimits limits, ImageLimits images, CommandContext context)
{
    /// <summary>Prints the named regions of each photo; in JSON, one object a photo, in an array where there are several.</summary>
    /// <param name="photos">Their paths.</param>
    /// <param name="drawing">PNG file to draw the one photo's regions to, or null.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Print(IReadOnlyList<string> photos, string? drawing)
    {
        List<object> objects = [];
        foreach (string photo in photos)
        {
            context.Cancel.ThrowIfCancellationRequested();
            DecodedImage image = ImageDecoder.Decode(photo, images);
            RegionSet found = detector.Detect([image], limits)[0];
            if (drawing is not null)
            {
                byte[] drawn = RegionPainter.Detections(image, found, detector.Info, new PaintOptions { ScoreThreshold = limits.ScoreThreshold });
                AtomicFile.Write(drawing, stream => stream.Write(drawn));
                context.Note($"drawn: {drawing}");
            }

            IReadOnlyList<NamedRegion> named = NamedRegion.Of(found, detector.Info, limits.ScoreThreshold);
            if (context.Json)
            {
                objects.Add(new
                {
                    photo, found.ImageWidth, found.ImageHeight, detector = detector.Info.Name, tags = TagText.List(found, detector.Info), regions = named
                });
                continue;
            }

            if (photos.Count > 1) context.Output.WriteLine($"{photo}:");
            foreach (NamedRegion region in named) context.Output.WriteLine(region);
            if (named.Count == 0) context.Output.WriteLine($"nothing with a score of {limits.ScoreThreshold:0.##} or more (a lower --threshold shows guesses)");
        }

        if (context.Json) context.WriteJson(objects.Count == 1 ? objects[0] : objects);
        return ExitCode.Success;
    }
}
