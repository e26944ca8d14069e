using Optiglot.Distributed;

namespace Optiglot.Training;

/// <summary>What a loop needs to know besides its optimisation section.</summary>
internal sealed record LoopOptions
{
    /// <summary>Limits, batches, optimiser and schedule.</summary>
    public required OptimisationSection Optimisation { get; init; }

    /// <summary>Epochs between evaluations.</summary>
    public double EvaluateEvery { get; init; } = 1;

    /// <summary>Evaluations without a better score before the stage ends; 0: never.</summary>
    public int Patience { get; init; }

    /// <summary>How many evaluated checkpoints the final average takes; 1: no averaging.</summary>
    public int AverageCheckpoints { get; init; } = 1;

    /// <summary>Whether the weights it begins with are scored too: what trains on from a whole model is no worse than it on the dev set.</summary>
    public bool ScoresStart { get; init; }

    /// <summary>Where checkpoints and best weights go.</summary>
    public required string Folder { get; init; }

    /// <summary>The recipe: a checkpoint of another is not gone on with.</summary>
    public required StageRecipe Recipe { get; init; }

    /// <summary>Key of all that is learned from: a checkpoint made with other data is not gone on with.</summary>
    public required string DataKey { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Seconds between reports.</summary>
    public double ReportSeconds { get; init; } = 2;

    /// <summary>Minutes between checkpoints that are written without an evaluation.</summary>
    public double SaveMinutes { get; init; } = 10;

    /// <summary>The processes that train together; one alone by default.</summary>
    public ICommunicator Ranks { get; init; } = new SingleProcess();

    /// <summary>What gradients are on the way between them.</summary>
    public WireFormat Wire { get; init; }
}
