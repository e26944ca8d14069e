namespace Optiglot.Metrics;

/// <summary>Settings of <see cref="PairedTest"/>; the defaults are sacreBLEU's.</summary>
public sealed record PairedTestOptions
{
    /// <summary>Which test decides what is significant.</summary>
    public PairedTestKind Kind { get; init; } = PairedTestKind.Bootstrap;

    /// <summary>Resamples or trials; null: 1000 for the bootstrap, 10000 for randomisation.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of the random numbers (NumPy's PCG64), as sacreBLEU's <c>SACREBLEU_SEED</c>; it stands in the signature.</summary>
    public uint Seed { get; init; } = 12345;

    /// <summary>Resamples for confidence intervals under randomisation; 0: none. The bootstrap has them from its own resamples.</summary>
    public int ConfidenceSamples { get; init; }
}
