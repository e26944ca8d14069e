namespace Optiglot.Training;

/// <summary>Where a loop stands: the JSON state of its checkpoint.</summary>
internal sealed record LoopState
{
    /// <summary>Updates made.</summary>
    public long Step { get; init; }

    /// <summary>Next epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>Next batch of that epoch.</summary>
    public int Batch { get; init; }

    /// <summary>Seconds spent, evaluations included.</summary>
    public double Seconds { get; init; }

    /// <summary>Best score and patience.</summary>
    public EarlyStopping Stopping { get; init; } = new();

    /// <summary>Files of evaluated weights, oldest first, as many as are averaged.</summary>
    public IReadOnlyList<string> Evaluated { get; init; } = [];

    /// <summary>SHA-256 of each file of weights that counts, the best and those of <see cref="Evaluated"/>; those of older checkpoints have none.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The recipe; null in older checkpoints.</summary>
    public StageRecipe? Recipe { get; init; }

    /// <summary>Key of the recipe in checkpoints from before it stood there whole; null in others.</summary>
    public string? RecipeKey { get; init; }

    /// <summary>Key of what was learned from; null in older checkpoints.</summary>
    public string? DataKey { get; init; }

    /// <summary>Epochs and scores of all evaluations: the learning curve.</summary>
    public IReadOnlyList<ScoreAt> Scores { get; init; } = [];

    /// <summary>Epoch, with fraction, of an evaluation that was due when the run was stopped; null: none was.</summary>
    public double? Owed { get; init; }

    /// <summary>Whether the stage is over.</summary>
    public bool Finished { get; init; }

    /// <summary>What the weights in the best file are: "best" or "average".</summary>
    public string Chosen { get; init; } = "best";

    /// <summary>With a file's hash, and without those of files that count no more.</summary>
    public LoopState WithHash(string file, string sha256) => this with
    {
        Hashes = Hashes.Where(pair => pair.Key != file && (pair.Key == LoopFiles.BestFile || Evaluated.Contains(pair.Key)))
            .Append(new(file, sha256)).ToDictionary(StringComparer.Ordinal),
    };
}
