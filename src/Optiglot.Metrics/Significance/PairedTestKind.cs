namespace Optiglot.Metrics;

/// <summary>How a difference between two systems is tested.</summary>
public enum PairedTestKind
{
    /// <summary>Paired bootstrap resampling (Koehn, 2004): segments drawn with replacement.</summary>
    Bootstrap,

    /// <summary>Paired approximate randomisation (Riezler and Maxwell, 2005): outputs of the two systems swapped at random.</summary>
    ApproximateRandomization,
}
