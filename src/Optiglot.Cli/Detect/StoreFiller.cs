using Optiglot.Distributed;
using Optiglot.Training;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Puts the regions of photos and folders into a region store, and says what was done, left out and could not be read.</summary>
internal sealed class StoreFiller(string file, IRegionDetector detector, ExtractionOptions options, CommandContext context)
{
    // As many names as are told of files that nobody asked for.
    private const int NamesTold = 5;

    /// <summary>Fills the store. One that was made for this and got nothing is taken away again.</summary>
    /// <param name="paths">Photos, each named by its file name, and folders, whose photos are named relative to them.</param>
    /// <param name="recursive">Whether folders in folders are looked into.</param>
    /// <returns>An <see cref="ExitCode"/>: a failure where a photo could not be read.</returns>
    /// <exception cref="InvalidDataException">There is no photo, or two of different folders have one name.</exception>
    public int Fill(IReadOnlyList<string> paths, bool recursive)
    {
        List<(string? Folder, IReadOnlyList<string> Photos)> parts = [];
        foreach (string path in paths.Where(Directory.Exists))
        {
            PictureFolder folder = PictureFolder.List(path, recursive);
            TellLeftOut(folder);
            parts.Add((path, folder.Pictures));
        }

        if (paths.Where(File.Exists).ToArray() is { Length: > 0 } photos) parts.Add((null, photos));
        CheckNames(parts);
        int total = parts.Sum(part => part.Photos.Count);
        string deeper = recursive ? "" : ", or look into the folders in it with --recursive";
        if (total == 0) throw new InvalidDataException($"{string.Join(", ", paths)}: no photo in it; give another folder{deeper}");

        ICommunicator ranks = context.Ranks;
        using IDisposable busy = ranks.Busy("detection");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        RankExtraction.Merge(ranks, file);
        (string? Folder, IReadOnlyList<string> Photos)[] share = [.. parts.Select(part => (part.Folder, RankExtraction.Share(ranks, part.Photos)))];
        ExtractionReport report = RankExtraction.Sum(ranks, Extract(share, RankExtraction.Target(ranks, file)));
        RankExtraction.Merge(ranks, file);
        return Report(report);
    }

    private ExtractionReport Extract(IReadOnlyList<(string? Folder, IReadOnlyList<string> Photos)> parts, string target)
    {
        bool isNew = !File.Exists(target);
        int total = parts.Sum(part => part.Photos.Count);
        RegionStore store = RegionStore.OpenOrCreate(target, detector.Info);
        // Of several ranks, each writes a part, and what there is already is in the store.
        using RegionStore? whole = target != file && File.Exists(file) ? RegionStore.Open(file, detector.Info) : null;
        try
        {
            List<ExtractionReport> reports = [];
            context.Progress.Run("detect", "photos", tell =>
            {
                int before = 0;
                foreach ((string? folder, IReadOnlyList<string> some) in parts)
                {
                    RegionExtractor extractor = new(detector, options with { Folder = folder });
                    StoreCoverage? known = whole is null ? null : StoreCoverage.Of(whole, folder, some, context.Cancel);
                    reports.Add(extractor.Run(some, store, progress => tell(before + progress.Done, total), context.Cancel, known));
                    before += some.Count;
                }

                return total;
            });
            return new ExtractionReport(reports.Sum(each => each.Saved), reports.Sum(each => each.Skipped), reports.Sum(each => each.Replaced),
                [.. reports.SelectMany(each => each.Bad)], TimeSpan.FromSeconds(reports.Sum(each => each.Elapsed.TotalSeconds)));
        }
        finally
        {
            bool isEmpty = isNew && store.Count == 0;
            store.Dispose();
            if (isEmpty) File.Delete(target);
        }
    }

    // Those of one folder differ by themselves; of two, the second would take the first one's place in the store.
    private static void CheckNames(IReadOnlyList<(string? Folder, IReadOnlyList<string> Photos)> parts)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach ((string? folder, IReadOnlyList<string> photos) in parts)
        {
            foreach (string photo in photos)
            {
                string name = PictureFolder.NameIn(folder, photo);
                if (!seen.TryAdd(name, photo))
                    throw new InvalidDataException(
                        $"{photo}: would be '{name}' in the store, as {seen[name]} is; "
                        + "give the folder that both are in, with --recursive, or a store for each");
            }
        }
    }

    private void TellLeftOut(PictureFolder folder)
    {
        foreach (IGrouping<string, string> files in folder.LeftOut.GroupBy(left => left.Reason, left => Path.GetRelativePath(folder.Path, left.Path)))
            context.Note($"left out: {files.Count()} in {folder.Path} ({files.Key}): {Names(files)}");
        if (folder.Subfolders.Count > 0)
        {
            IEnumerable<string> names = folder.Subfolders.Select(inner => Path.GetRelativePath(folder.Path, inner));
            context.Note($"left out: {folder.Subfolders.Count} folders in {folder.Path} (--recursive takes them too): {Names(names)}");
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] first = [.. names.Take(NamesTold + 1)];
        return string.Join(", ", first.Take(NamesTold)) + (first.Length > NamesTold ? ", …" : "");
    }

    private int Report(ExtractionReport report)
    {
        IReadOnlyList<(string Picture, string Reason)> bad = report.Bad;
        foreach ((string picture, string reason) in bad)
            context.Note($"optiglot: {(reason.StartsWith(picture, StringComparison.Ordinal) ? "" : picture + ": ")}{reason}");
        (int saved, int skipped, int replaced, double seconds) = (report.Saved, report.Skipped, report.Replaced, report.Elapsed.TotalSeconds);
        double rate = report.PhotosPerSecond;
        if (context.Json)
        {
            context.WriteJson(new
            {
                store = file, detector = detector.Info.Name, saved, skipped, replaced, seconds = Math.Round(seconds, 2),
                photosPerSecond = Math.Round(rate, 1),
                bad = bad.Select(each => new { each.Picture, each.Reason }),
            });
        }
        else
        {
            context.Output.WriteLine(
                FormattableString.Invariant($"{file}: {saved} saved ({rate:0} photos/s), {skipped} there before, {bad.Count} unreadable"));
            if (replaced > 0) context.Output.WriteLine($"{replaced} of the saved took the place of another photo of the same name");
        }

        return bad.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
