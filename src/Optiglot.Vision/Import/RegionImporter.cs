namespace Optiglot.Vision;

/// <summary>Regions that others have extracted into a store.</summary>
public static class RegionImporter
{
    private const int PicturesPerSave = 256;

    /// <summary>Streams pictures into a store; the first one tells the feature width. Pictures that are there are replaced.</summary>
    /// <param name="pictures">Of <see cref="BottomUpTsv"/> or <see cref="NumpyRegions"/>.</param>
    /// <param name="storePath">A new store, or one imported from the same detector before.</param>
    /// <param name="detector">Name, labels and, if known, the hash; its feature width is filled in.</param>
    /// <param name="progress">Told the number of pictures saved.</param>
    /// <param name="cancel">Stops; what was saved stays.</param>
    /// <returns>Number of pictures.</returns>
    /// <exception cref="InvalidDataException">There is no picture, a damaged one, or the store is of another detector.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static long Run(
        IEnumerable<(string Name, RegionSet Regions)> pictures, string storePath, DetectorInfo detector, Action<long>? progress = null,
        CancellationToken cancel = default)
    {
        RegionStore? store = null;
        long saved = 0;
        try
        {
            foreach (var batch in pictures.Chunk(PicturesPerSave))
            {
                cancel.ThrowIfCancellationRequested();
                int width = batch.Max(picture => picture.Regions.FeatureWidth);
                store ??= RegionStore.OpenOrCreate(storePath, detector with { FeatureWidth = width });
                var odd = batch.FirstOrDefault(picture => picture.Regions.Count > 0 && picture.Regions.FeatureWidth != store.Detector.FeatureWidth);
                if (odd.Name is not null)
                    throw new InvalidDataException(
                        $"{odd.Name}: {odd.Regions.FeatureWidth} features a region, but those before have {store.Detector.FeatureWidth}; " +
                        $"import them into a store of their own");
                store.Put(batch);
                progress?.Invoke(saved += batch.Length);
            }
        }
        finally { store?.Dispose(); }
        return store is null ? throw new InvalidDataException($"{storePath}: nothing to import, the source holds no picture; check it") : saved;
    }
}
