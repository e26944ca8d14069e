using System.Text.Json.Serialization;
using Optiglot.Distributed;
using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>
/// One piece of work to be timed in a process of its own: <see cref="Prepare"/> writes all it needs into a folder once, <see cref="Run(string)"/> and the
/// peer's script read it there, so both do the same. What a job says is in <c>job.json</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PeakJob), "peak")]
[JsonDerivedType(typeof(KernelJob), "kernel")]
[JsonDerivedType(typeof(TrainJob), "train")]
[JsonDerivedType(typeof(EncoderJob), "encoder")]
[JsonDerivedType(typeof(TranslateJob), "translate")]
[JsonDerivedType(typeof(RunJob), "run")]
[JsonDerivedType(typeof(StoreJob), "store")]
[JsonDerivedType(typeof(DetectJob), "detect")]
[JsonDerivedType(typeof(LinkJob), "link")]
public abstract record BenchJob
{
    private const string JobFile = "job.json";

    /// <summary>Passes before the clock counts.</summary>
    public int Warmup { get; init; } = 1;

    /// <summary>Passes timed, each by itself.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>Seed of weights and made-up data.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The peer's script in <c>bench/peers</c>; null where there is no peer.</summary>
    [JsonIgnore]
    public virtual string? PeerScript => null;

    /// <summary>The number format, for jobs that have one.</summary>
    [JsonIgnore]
    public virtual Precision? Format => null;

    /// <summary>Writes what the work reads.</summary>
    /// <param name="folder">An existing folder.</param>
    public abstract void Prepare(string folder);

    /// <summary>Does the work and times it.</summary>
    /// <param name="folder">The folder that <see cref="Prepare"/> filled.</param>
    public abstract JobResult Run(string folder);

    /// <summary>Does the work together with other ranks; jobs that know of none do all of it.</summary>
    /// <param name="folder">The folder that <see cref="Prepare"/> filled.</param>
    /// <param name="ranks">The ranks; rank 0's result counts.</param>
    public virtual JobResult Run(string folder, ICommunicator ranks) => Run(folder);

    /// <summary>Prepares the work and writes <c>job.json</c>.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        Prepare(folder);
        File.WriteAllText(Path.Combine(folder, JobFile), BenchJson.Write(this));
    }

    /// <summary>Reads a folder's job.</summary>
    /// <exception cref="FileNotFoundException">The folder holds none.</exception>
    /// <exception cref="InvalidDataException">The file is no job.</exception>
    public static BenchJob Load(string folder)
    {
        string path = Path.Combine(folder, JobFile);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder}: holds no {JobFile}; jobs are written by the other bench commands (keep them with --keep DIR)", path);
        return BenchJson.Read<BenchJob>(File.ReadAllText(path), path);
    }
}
