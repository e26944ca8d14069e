using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Optiglot.Vision;

/// <summary>
/// Pictures to a region store on all cores. Each worker decodes and detects its own pictures, so one's decoding overlaps another's inference;
/// the calling thread saves. Memory is bounded by the pictures in work and the batch being saved. Started again, it goes on where it was.
/// </summary>
public sealed class RegionExtractor(IRegionDetector detector, ExtractionOptions? options = null)
{
    private readonly ExtractionOptions _options = options ?? new ExtractionOptions();

    /// <summary>The pictures of a folder, in the order of their names; see <see cref="PictureFolder"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It has no picture.</exception>
    public static IReadOnlyList<string> Pictures(string folder) => PictureFolder.List(folder).Pictures is { Count: > 0 } pictures
        ? pictures
        : throw new InvalidDataException($"{folder}: no picture in it; give another folder");

    /// <summary>
    /// Detects the pictures that the store lacks, or has of another file of the same name, and saves them under their names in
    /// <see cref="ExtractionOptions.Folder"/>.
    /// </summary>
    /// <param name="pictures">Paths.</param>
    /// <param name="store">Of the same detector.</param>
    /// <param name="progress">Told after each picture, on the calling thread.</param>
    /// <param name="cancel">Stops after the pictures in work; those finished are saved.</param>
    /// <param name="known">What the store has of these pictures; null: it is looked up.</param>
    /// <exception cref="InvalidDataException">The store is of another detector, or two pictures of different folders have one name.</exception>
    /// <exception cref="IOException">The store cannot be written; what was saved before stays.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ExtractionReport Run(IReadOnlyList<string> pictures, RegionStore store, Action<ExtractionProgress>? progress = null,
        CancellationToken cancel = default, StoreCoverage? known = null)
    {
        _options.Regions.Validate();
        StoreFile.CheckSame(store.Path, store.Detector, detector.Info);
        CheckNames(pictures);
        var watch = Stopwatch.StartNew();
        known ??= StoreCoverage.Of(store, _options.Folder, pictures, cancel);
        var missing = new ConcurrentQueue<string>(
            _options.Again ? pictures : pictures.Where(picture => known.Changed.Contains(picture) || known.Missing.Contains(picture)));
        int skipped = pictures.Count - missing.Count, saved = 0, replaced = 0;
        var bad = new List<(string, string)>();
        var batch = new List<(string, RegionSet, PictureIdentity?)>();
        var savedAt = TimeSpan.Zero;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        int workers = _options.Workers > 0 ? _options.Workers : Environment.ProcessorCount;
        using var results = new BlockingCollection<Outcome>(4 * workers * _options.BatchSize);
        var threads = Enumerable.Range(0, workers)
            .Select(_ => Task.Factory.StartNew(() => Work(missing, results, stop.Token), TaskCreationOptions.LongRunning)).ToArray();
        var ended = Task.WhenAll(threads).ContinueWith(_ => results.CompleteAdding(), TaskScheduler.Default);
        try
        {
            foreach (var outcome in results.GetConsumingEnumerable())
            {
                if (outcome.Failure is not null) ExceptionDispatchInfo.Throw(outcome.Failure);
                if (outcome.Regions is null) bad.Add((outcome.Picture, outcome.Reason!));
                else
                {
                    batch.Add((Name(outcome.Picture), outcome.Regions, outcome.Identity));
                    if (known.Changed.Contains(outcome.Picture)) replaced++;
                }
                if (batch.Count >= _options.PicturesPerSave || watch.Elapsed - savedAt >= _options.SaveEvery)
                {
                    saved += Save(store, batch);
                    savedAt = watch.Elapsed;
                }
                int settled = saved + batch.Count;
                progress?.Invoke(new ExtractionProgress(skipped + settled + bad.Count, pictures.Count, settled / Math.Max(watch.Elapsed.TotalSeconds, 1e-9)));
            }
            saved += Save(store, batch);
        }
        finally
        {
            stop.Cancel();
            while (results.TryTake(out _, Timeout.Infinite)) { }
            ended.Wait(CancellationToken.None);
        }
        cancel.ThrowIfCancellationRequested();
        return new ExtractionReport(saved, skipped, replaced, bad, watch.Elapsed);
    }

    private string Name(string picture) => PictureFolder.NameIn(_options.Folder, picture);

    private static int Save(RegionStore store, List<(string, RegionSet, PictureIdentity?)> batch)
    {
        int count = batch.Count;
        if (count > 0) store.Put(batch);
        batch.Clear();
        return count;
    }

    private void Work(ConcurrentQueue<string> pictures, BlockingCollection<Outcome> results, CancellationToken stop)
    {
        var names = new List<(string, PictureIdentity)>();
        var images = new List<DecodedImage>();
        var limits = detector.InputSide > 0 ? _options.Images with { EnoughSide = _options.Images.EnoughSide ?? detector.InputSide } : _options.Images;
        try
        {
            while (!stop.IsCancellationRequested && pictures.TryDequeue(out string? picture))
            {
                if (!TryDecode(picture, limits, images, out var identity, out string? reason))
                    results.Add(new Outcome(picture, null, default, reason, null), CancellationToken.None);
                else names.Add((picture, identity));
                if (names.Count > 0 && (names.Count >= _options.BatchSize || pictures.IsEmpty)) Detect(names, images, results);
            }
            if (names.Count > 0 && !stop.IsCancellationRequested) Detect(names, images, results);
        }
        catch (Exception failure) { results.Add(new Outcome("", null, default, null, failure), CancellationToken.None); }
    }

    private void Detect(List<(string Picture, PictureIdentity Identity)> names, List<DecodedImage> images, BlockingCollection<Outcome> results)
    {
        var found = detector.Detect(images, _options.Regions);
        for (int i = 0; i < names.Count; i++)
        {
            (string picture, PictureIdentity identity) = names[i];
            string? fault = RegionNumbers.Fault(found[i]);
            Outcome outcome = fault is null
                ? new(picture, found[i], identity, null, null)
                : new(picture, null, default, $"{picture}: the detector's numbers cannot be: {fault}", null);
            results.Add(outcome, CancellationToken.None);
        }

        names.Clear();
        images.Clear();
    }

    private static bool TryDecode(string picture, ImageLimits limits, List<DecodedImage> images, out PictureIdentity identity, out string? reason)
    {
        identity = default;
        try
        {
            if (File.Exists(picture)) identity = PictureIdentity.Of(picture);
            images.Add(ImageDecoder.Decode(picture, limits));
            reason = null;
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            reason = error.Message;
            return false;
        }
    }

    private void CheckNames(IReadOnlyList<string> pictures)
    {
        var seen = new Dictionary<string, string>(pictures.Count);
        foreach (string picture in pictures)
            if (!seen.TryAdd(Name(picture), picture))
                throw new InvalidDataException(
                    $"{picture}: has the same name as {seen[Name(picture)]}, and stores know pictures by it; take one off the list");
    }

    private sealed record Outcome(string Picture, RegionSet? Regions, PictureIdentity Identity, string? Reason, Exception? Failure);
}
