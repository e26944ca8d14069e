using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>One stage of training for translation (section 3.4). The batch budget counts target positions.</summary>
public sealed record StageSection : OptimisationSection
{
    /// <summary>Mass given to all pieces alike (Vaswani et al. 2017: 0.1).</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Evaluations without a better dev BLEU before the stage ends ("until convergence"); 0: never.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; } = 10;

    /// <summary>Epochs between evaluations on the dev set; may be a fraction.</summary>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double EvaluateEvery { get; init; } = 1;

    /// <summary>Beam of these evaluations. Greedy search ranks checkpoints nearly as well as a beam of 5, at a fifth of the time.</summary>
    [Range(1, 1024)]
    public int EvaluateBeam { get; init; } = 1;

    /// <summary>The stage's model is the average of its last N evaluated checkpoints, if that scores better on the dev set; 1: no averaging.</summary>
    [Range(1, 100)]
    public int AverageCheckpoints { get; init; } = 10;

    /// <summary>Probability that a BPE merge is left out when a training sentence is split (Provilkov et al. 2020); 0: never.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double BpeDropout { get; init; }

    /// <summary>The encoder's learning rate as a part of the stage's: below 1 where a pre-trained encoder shall change less than the decoder.</summary>
    [Range(0.0, 1.0)]
    public double EncoderRate { get; init; } = 1;
}
