using System.Runtime.ExceptionServices;

namespace Optiglot.Vision;

/// <summary>Which of some pictures a store has regions of.</summary>
/// <param name="Missing">Paths of those whose name it lacks.</param>
/// <param name="Changed">Paths of those of whose name it has another file.</param>
public sealed record StoreCoverage(IReadOnlySet<string> Missing, IReadOnlySet<string> Changed)
{
    /// <summary>Whether it has all of them.</summary>
    public bool IsWhole => Missing.Count == 0 && Changed.Count == 0;

    /// <summary>Looks at the pictures' files on all cores. One that cannot be read is not counted as changed: it is told of when it is its turn.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">Pictures are named relative to it; null: by their file names.</param>
    /// <param name="pictures">Paths.</param>
    /// <param name="cancel">Ends it at the next picture.</param>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static StoreCoverage Of(RegionStore store, string? folder, IReadOnlyList<string> pictures, CancellationToken cancel = default)
    {
        bool?[] same = new bool?[pictures.Count];
        bool[] there = new bool[pictures.Count];
        try
        {
            Parallel.For(0, pictures.Count, new ParallelOptions { CancellationToken = cancel }, i =>
            {
                string name = PictureFolder.NameIn(folder, pictures[i]);
                there[i] = store.Contains(name);
                if (there[i] && File.Exists(pictures[i])) same[i] = IsOf(store, name, pictures[i]);
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return new StoreCoverage(Those(i => !there[i]), Those(i => same[i] == false));

        HashSet<string> Those(Func<int, bool> are) => Enumerable.Range(0, pictures.Count).Where(are).Select(i => pictures[i]).ToHashSet(StringComparer.Ordinal);
    }

    private static bool? IsOf(RegionStore store, string name, string picture)
    {
        try
        {
            return store.IsOf(name, picture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
