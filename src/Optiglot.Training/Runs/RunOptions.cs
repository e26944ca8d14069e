using Optiglot.Distributed;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Where a run takes place.</summary>
public sealed record RunOptions
{
    /// <summary>The run folder: recipe, tokenisers, checkpoints, curves, and in the end the model.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// A folder of stages that runs share: what recipes have in common is trained once, in a folder named after all that decides its weights. Null: each stage
    /// is kept in the run's folder. Of runs that go on at the same time, one trains a stage (<see cref="WaitsForParts"/>).
    /// </summary>
    public string? Parts { get; init; }

    /// <summary>Whether a stage of <see cref="Parts"/> that another run has in work is waited for; else it is an error.</summary>
    public bool WaitsForParts { get; init; }

    /// <summary>The folder the recipe's data paths are relative to.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folders in which detector models are looked for.</summary>
    public IReadOnlyList<string>? ModelFolders { get; init; }

    /// <summary>Kinds of detectors a recipe may name besides those of manifests.</summary>
    public IReadOnlyList<DetectorKind> DetectorKinds { get; init; } = [];

    /// <summary>Makes missing regions; null: the recipe's detector by its name. Stays the caller's.</summary>
    public IRegionDetector? Detector { get; init; }

    /// <summary>Seconds between reports of training steps; 0 reports each.</summary>
    public double ReportSeconds { get; init; } = 2;

    /// <summary>Where the network computes; null: the processor.</summary>
    public Device? Device { get; init; }

    /// <summary>
    /// The processes that do the run together, each with the same recipe and options. Rank 0 alone takes the folder, writes and reports; the others read what
    /// it wrote, so the folder must be the same to all. Stays the caller's.
    /// </summary>
    public ICommunicator Ranks { get; init; } = new SingleProcess();

    /// <summary>What gradients are on the way between ranks.</summary>
    public WireFormat Wire { get; init; }
}
