namespace Optiglot.Training;

/// <summary>One thing a training loop tells: numbers that do not apply are null.</summary>
public sealed record TrainingReport
{
    /// <summary>What this report is about.</summary>
    public required TrainingEvent Event { get; init; }

    /// <summary>Name of the stage: "vlp-captions", "vlp-pairs", "stage1", "stage2", …</summary>
    public required string Stage { get; init; }

    /// <summary>Updates done in this stage.</summary>
    public long Step { get; init; }

    /// <summary>Updates this stage will have at most, where known.</summary>
    public long? TotalSteps { get; init; }

    /// <summary>Passes over the data in this stage, with fraction.</summary>
    public double Epoch { get; init; }

    /// <summary>Training loss per target token (nats) since the last report.</summary>
    public double? Loss { get; init; }

    /// <summary>Target tokens a second since the last report, padding excluded.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Time left in this stage, estimated.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Time spent in this stage, earlier sessions of a resumed run included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The learning rate in use.</summary>
    public double? LearningRate { get; init; }

    /// <summary>BLEU on the development set, 0..100.</summary>
    public double? DevBleu { get; init; }

    /// <summary>Whether <see cref="DevBleu"/> is the best of its stage so far.</summary>
    public bool IsBest { get; init; }

    /// <summary>More numbers by name: "lambda", "cosine", "mlm_accuracy", "gradient_norm", …</summary>
    public IReadOnlyDictionary<string, double>? Values { get; init; }

    /// <summary>What happened in words for people, where there are some.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is of an evaluation of averaged weights, which alone of evaluations says so in words.</summary>
    internal bool IsOfAverage => Event == TrainingEvent.Evaluation && Message is not null;
}
