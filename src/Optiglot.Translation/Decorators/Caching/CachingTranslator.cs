using Microsoft.Extensions.Caching.Memory;

namespace Optiglot.Translation;

/// <summary>
/// Answers again what was answered before, by hash of content: sentence, regions and options. Requests that name a picture by its path are passed on, since the
/// file may have changed. Keys are hashes; the answers are kept in memory alone.
/// </summary>
public sealed class CachingTranslator : DelegatingTranslator
{
    // What an entry takes besides its text and numbers, roughly.
    private const int EntryBytes = 400;

    private readonly MemoryCache _cache;
    private readonly CacheOptions _options;
    private readonly TranslationTelemetry? _telemetry;

    /// <summary>Puts an empty cache before a translator.</summary>
    /// <param name="inner">The translator.</param>
    /// <param name="options">How much is kept; null for the defaults.</param>
    /// <param name="telemetry">Told of hits and misses; null for nobody.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CachingTranslator(ITranslator inner, CacheOptions? options = null, TranslationTelemetry? telemetry = null) : base(inner)
    {
        _options = options ?? new CacheOptions();
        _options.Validate();
        _telemetry = telemetry;
        _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = _options.MaximumBytes });
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        byte[] how = ContentHash.Of(options with { Search = options.Search ?? Info.Search });
        string?[] keys = [.. requests.Select(request => request.NeedsLookup ? null : ContentHash.Of(request, how))];
        TranslationResult?[] found = [.. keys.Select((key, i) => key is null ? null : Find(key, requests[i]))];
        int[] missing = [.. Enumerable.Range(0, found.Length).Where(i => found[i] is null)];
        _telemetry?.Looked(Info.Name, found.Length - missing.Length, missing.Length);
        if (missing.Length > 0)
        {
            var fresh = await Inner.TranslateAsync([.. missing.Select(i => requests[i])], options, cancellation).ConfigureAwait(false);
            for (int i = 0; i < missing.Length; i++)
            {
                found[missing[i]] = fresh[i];
                if (keys[missing[i]] is { } key) Keep(key, fresh[i]);
            }
        }

        return [.. found.Select(result => result!)];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _cache.Dispose();
    }

    private TranslationResult? Find(string key, TranslationRequest request) =>
        _cache.TryGetValue(key, out Kept? kept) ? kept!.Result with { Regions = kept.Saw ? request.Regions : null } : null;

    // Regions are the request's own, and large; they are put back when asked for again.
    private void Keep(string key, TranslationResult result)
    {
        long size = EntryBytes + result.NBest.Sum(candidate => 2L * (candidate.Text.Length + candidate.Tokenized.Length));
        if (result.Attention is { } map) size += map.Weights.Sum(row => sizeof(float) * (long)row.Length);
        using var entry = _cache.CreateEntry(key);
        entry.Size = size;
        entry.SlidingExpiration = _options.Lifetime;
        entry.Value = new Kept(result with { Regions = null }, result.Regions is not null);
    }

    private sealed record Kept(TranslationResult Result, bool Saw);
}
