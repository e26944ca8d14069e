namespace Optiglot.Models;

/// <summary>How models are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>
    /// Takes the place of scheme and host of every address; null for the addresses themselves. Packages have mirrors of their own: NuGet's sources.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Touch no network: only what NuGet's caches hold can be had.</summary>
    public bool Offline { get; init; }

    /// <summary>Told bytes done, and bytes in all.</summary>
    public Action<long, long> Count { get; init; } = (_, _) => { };

    /// <summary>How patient downloads are.</summary>
    public DownloadOptions Download { get; init; } = new();
}
