namespace Optiglot.Translation;

/// <summary>How much a <see cref="CachingTranslator"/> keeps.</summary>
public sealed record CacheOptions
{
    /// <summary>Room in bytes, counted roughly (64 MB: some hundred thousand captions without attention). The least used goes first.</summary>
    public long MaximumBytes { get; init; } = 64 << 20;

    /// <summary>How long an answer is kept after its last use; null for as long as there is room.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public void Validate()
    {
        if (MaximumBytes < 1) throw new ArgumentException($"cache: {MaximumBytes} bytes; it must be at least 1");
        if (Lifetime <= TimeSpan.Zero) throw new ArgumentException($"cache: a lifetime of {Lifetime}; it must be longer than nothing");
    }
}
