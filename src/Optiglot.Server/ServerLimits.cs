namespace Optiglot.Server;

/// <summary>How much a request may ask for. What goes beyond is refused with a message that says the limit.</summary>
public sealed record ServerLimits
{
    /// <summary>Largest body, bytes (32 MB: some photos as cameras make them).</summary>
    public long BodyBytes { get; init; } = 32 << 20;

    /// <summary>Most sentences a request.</summary>
    public int Sentences { get; init; } = 256;

    /// <summary>Most words of a sentence; models are trained on sentences far shorter.</summary>
    public int Words { get; init; } = 500;

    /// <summary>Most characters of a sentence, since not every language puts spaces between its words.</summary>
    public int Characters { get; init; } = 5000;

    /// <summary>Most pictures a request.</summary>
    public int Pictures { get; init; } = 16;

    /// <summary>Most pixels of a picture (40 million: any phone's).</summary>
    public long Pixels { get; init; } = 40_000_000;

    /// <summary>Widest beam: a translation takes time and memory in proportion.</summary>
    public int Beam { get; init; } = 16;

    /// <summary>Longest time for a request.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A limit is not positive.</exception>
    public void Validate()
    {
        long[] limits = [BodyBytes, Sentences, Words, Characters, Pictures, Pixels, Beam];
        if (limits.Any(limit => limit < 1) || Time <= TimeSpan.Zero) throw new ArgumentException("limits of the service must be at least 1");
    }
}
