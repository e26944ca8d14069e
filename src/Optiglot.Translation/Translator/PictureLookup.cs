using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>
/// Finds the regions of pictures: in a region store by name, where the file, if there is one, is the one that the store has seen; else by looking at the
/// picture with a detector.
/// </summary>
public sealed class PictureLookup
{
    private readonly RegionStore? _store;
    private readonly IRegionDetector? _detector;
    private readonly RegionLimits _limits;
    private readonly ImageLimits? _imageLimits;

    /// <summary>Makes a lookup; store and detector stay the caller's.</summary>
    /// <param name="wanted">The detector the model was trained with.</param>
    /// <param name="limits">Region limits of training; null for the defaults.</param>
    /// <param name="store">A store to look in first, or null.</param>
    /// <param name="detector">A detector for the rest, or null.</param>
    /// <param name="imageLimits">How large a picture may be; null for the defaults.</param>
    /// <exception cref="InvalidDataException">Store or detector are not of the detector the model was trained with.</exception>
    public PictureLookup(DetectorInfo wanted, RegionLimits? limits = null, RegionStore? store = null, IRegionDetector? detector = null,
        ImageLimits? imageLimits = null)
    {
        if (store is not null) CheckSame(wanted, store.Detector, $"region store {store.Path}");
        if (detector is not null) CheckSame(wanted, detector.Info, "the detector given");
        (_store, _detector, _limits, _imageLimits) = (store, detector, limits ?? new RegionLimits(), imageLimits);
    }

    /// <summary>Finds regions; pictures are detected on all cores.</summary>
    /// <param name="pictures">Paths or file names.</param>
    /// <param name="cancellation">Ends it at the next picture.</param>
    /// <returns>The regions of those found, by the name given; others are absent.</returns>
    /// <exception cref="InvalidDataException">A file is not a picture, or too large.</exception>
    public IReadOnlyDictionary<string, RegionSet> Find(IEnumerable<string> pictures, CancellationToken cancellation = default)
    {
        var found = new ConcurrentDictionary<string, RegionSet>();
        var rest = new List<string>();
        foreach (string picture in pictures.Distinct())
        {
            if (_store is not null && NameInStore(_store, picture) is { } name && _store.TryGet(name, out var regions)) found[picture] = regions;
            else if (_detector is not null && File.Exists(picture)) rest.Add(picture);
        }

        try
        {
            Parallel.ForEach(rest, new ParallelOptions { CancellationToken = cancellation }, picture =>
                found[picture] = _detector!.Detect([ImageDecoder.Decode(picture, _imageLimits)], _limits)[0]);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return found;
    }

    /// <summary>
    /// The name under which a store has a picture: its path, or an end of it, since stores name pictures relative to their folder. A name under which the store
    /// has seen another file is none.
    /// </summary>
    public static string? NameInStore(RegionStore store, string picture)
    {
        string[] parts = picture.Split('/', Path.DirectorySeparatorChar);
        bool isFile = File.Exists(picture);
        return Enumerable.Range(0, parts.Length).Select(skip => string.Join('/', parts.Skip(skip)))
            .FirstOrDefault(name => store.Contains(name) && !(isFile && store.IsOf(name, picture) == false));
    }

    /// <summary>Why a picture was not found, and what to do.</summary>
    internal string Explain(string picture) => (_store, _detector) switch
    {
        (null, null) => $"{picture}: neither a region store nor a detector was given to see it with",
        (_, null) when File.Exists(picture) && _store!.Contains(Path.GetFileName(picture)) =>
            $"{picture}: the region store {_store.Path} has another picture of this name; add this one with `detect`, or give a detector",
        (_, null) => $"{picture}: not in the region store {_store!.Path}; add it with `detect`, or give a detector",
        (null, _) => $"{picture}: there is no such picture file; check the path",
        _ => $"{picture}: neither in the region store {_store!.Path} nor a picture file; check the path",
    };

    private static void CheckSame(DetectorInfo wanted, DetectorInfo given, string what)
    {
        if (wanted.FeatureWidth == given.FeatureWidth && wanted.FeatureSource == given.FeatureSource
            && wanted.Sha256.Equals(given.Sha256, StringComparison.OrdinalIgnoreCase)) return;
        throw new InvalidDataException(
            $"{what} is of {Name(given)}, but the model was trained with {Name(wanted)}: detect the pictures anew with that detector");
    }

    private static string Name(DetectorInfo info) => $"{info.Name} ({info.FeatureWidth} features, SHA-256 {info.Sha256[..Math.Min(12, info.Sha256.Length)]}…)";
}
