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
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    private readonly ExtractionOptions _options = options ?? new ExtractionOptions();

    /// <summary>The pictures of a folder, by their extension (JPEG, PNG, WebP), in the order of their names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It has no picture.</exception>
    public static IReadOnlyList<string> Pictures(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such folder; give a folder of JPEG or PNG pictures");
        var pictures = Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal).ToList();
        return pictures.Count > 0 ? pictures :
            throw new InvalidDataException($"{folder}: no picture in it (looked for {string.Join(", ", Extensions)}); give another folder");
    }

    /// <summary>Detects the pictures that the store lacks, and saves them under their file names (without folder).</summary>
    /// <param name="pictures">Paths.</param>
    /// <param name="store">Of the same detector.</param>
    /// <param name="progress">Told after each picture, on the calling thread.</param>
    /// <param name="cancel">Stops after the pictures in work; those finished are saved.</param>
    /// <exception cref="InvalidDataException">The store is of another detector, or two pictures of different folders have one name.</exception>
    /// <exception cref="IOException">The store cannot be written; what was saved before stays.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ExtractionReport Run(IReadOnlyList<string> pictures, RegionStore store, Action<ExtractionProgress>? progress = null,
        CancellationToken cancel = default)
    {
        _options.Regions.Validate();
        StoreFile.CheckSame(store.Path, store.Detector, detector.Info);
        CheckNames(pictures);
        var watch = Stopwatch.StartNew();
        var missing = new ConcurrentQueue<string>(_options.Again ? pictures : pictures.Where(picture => !store.Contains(Path.GetFileName(picture))));
        int skipped = pictures.Count - missing.Count, saved = 0;
        var bad = new List<(string, string)>();
        var batch = new List<(string, RegionSet)>();
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
                else batch.Add((Path.GetFileName(outcome.Picture), outcome.Regions));
                if (batch.Count >= _options.PicturesPerSave) saved += Save(store, batch);
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
        return new ExtractionReport(saved, skipped, bad, watch.Elapsed);
    }

    private static int Save(RegionStore store, List<(string, RegionSet)> batch)
    {
        int count = batch.Count;
        if (count > 0) store.Put(batch);
        batch.Clear();
        return count;
    }

    private void Work(ConcurrentQueue<string> pictures, BlockingCollection<Outcome> results, CancellationToken stop)
    {
        var names = new List<string>();
        var images = new List<DecodedImage>();
        var limits = detector.InputSide > 0 ? _options.Images with { EnoughSide = _options.Images.EnoughSide ?? detector.InputSide } : _options.Images;
        try
        {
            while (!stop.IsCancellationRequested && pictures.TryDequeue(out string? picture))
            {
                if (!TryDecode(picture, limits, images, out string? reason)) results.Add(new Outcome(picture, null, reason, null), CancellationToken.None);
                else names.Add(picture);
                if (names.Count > 0 && (names.Count >= _options.BatchSize || pictures.IsEmpty)) Detect(names, images, results);
            }
            if (names.Count > 0 && !stop.IsCancellationRequested) Detect(names, images, results);
        }
        catch (Exception failure) { results.Add(new Outcome("", null, null, failure), CancellationToken.None); }
    }

    private void Detect(List<string> names, List<DecodedImage> images, BlockingCollection<Outcome> results)
    {
        var found = detector.Detect(images, _options.Regions);
        for (int i = 0; i < names.Count; i++)
        {
            string? fault = RegionNumbers.Fault(found[i]);
            results.Add(fault is null ? new(names[i], found[i], null, null) : new(names[i], null, $"{names[i]}: the detector's numbers cannot be: {fault}", null), CancellationToken.None);
        }

        names.Clear();
        images.Clear();
    }

    private static bool TryDecode(string picture, ImageLimits limits, List<DecodedImage> images, out string? reason)
    {
        try
        {
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

    private static void CheckNames(IReadOnlyList<string> pictures)
    {
        var seen = new Dictionary<string, string>(pictures.Count);
        foreach (string picture in pictures)
            if (!seen.TryAdd(Path.GetFileName(picture), picture))
                throw new InvalidDataException(
                    $"{picture}: has the same file name as {seen[Path.GetFileName(picture)]}, and stores know pictures by it; take one off the list");
    }

    private sealed record Outcome(string Picture, RegionSet? Regions, string? Reason, Exception? Failure);
}
