namespace Optiglot.Translation;

/// <summary>How a <see cref="BatchingTranslator"/> makes batches of what several callers ask for.</summary>
public sealed record BatchingOptions
{
    /// <summary>Most sentences in a batch (64: steps of small models cost the same for few and for many up to about here).</summary>
    public int MaximumBatch { get; init; } = 64;

    /// <summary>
    /// How long the first sentence of a batch waits for others. 5 ms are little beside a translation, and enough for requests that come together; zero takes
    /// what waits already.
    /// </summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Most sentences that wait; what comes beyond is refused with <see cref="TranslatorBusyException"/>.</summary>
    public int QueueLimit { get; init; } = 1024;

    /// <summary>Batches translated at a time; null for one a core. The inner translator should have as many workers.</summary>
    public int? Workers { get; init; }

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public void Validate()
    {
        if (MaximumBatch < 1) throw new ArgumentException($"batching: a batch of {MaximumBatch} sentences; it must be at least 1");
        if (MaximumDelay < TimeSpan.Zero) throw new ArgumentException($"batching: a delay of {MaximumDelay} is negative");
        if (QueueLimit < 1) throw new ArgumentException($"batching: a queue of {QueueLimit} sentences; it must be at least 1");
        if (Workers < 1) throw new ArgumentException($"batching: {Workers} workers; there must be at least 1");
    }
}
