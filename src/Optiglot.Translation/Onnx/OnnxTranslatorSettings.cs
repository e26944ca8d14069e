namespace Optiglot.Translation;

/// <summary>How an <see cref="OnnxTranslator"/> computes and what it sees pictures with.</summary>
public sealed record OnnxTranslatorSettings : PictureSettings
{
    /// <summary>Which of the folder's graphs; null for single precision where the folder has it, else 8 bits.</summary>
    public OnnxPrecision? Precision { get; init; }

    /// <summary>
    /// Batches computed at a time, on the same weights; null for one a core. Many sentences are done sooner by many workers of one thread than by one of many
    /// threads; one sentence the other way round.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>Threads a worker computes with; null shares the cores among the workers.</summary>
    public int? Threads { get; init; }

    /// <summary>The number of workers, as given or as the machine has cores.</summary>
    internal int ActualWorkers => Workers ?? Environment.ProcessorCount;

    /// <summary>The number of threads of each, as given or as cores are left.</summary>
    internal int ActualThreads => Threads ?? Math.Max(1, Environment.ProcessorCount / ActualWorkers);

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public void Validate()
    {
        if (Workers < 1) throw new ArgumentException($"workers {Workers} must be at least 1");
        if (Threads < 1) throw new ArgumentException($"threads {Threads} must be at least 1");
    }
}
