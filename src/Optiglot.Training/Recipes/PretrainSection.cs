using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>One pass of vision-language pre-training: masked LM and paired-image prediction (section 3.2). The batch budget counts source positions.</summary>
public sealed record PretrainSection : OptimisationSection
{
    /// <summary>Part of the text pieces to predict: the paper's 15%.</summary>
    [Range(0.0, 1.0)]
    public double MaskProbability { get; init; } = 0.15;

    /// <summary>What stands at these places.</summary>
    public MaskStrategy MaskStrategy { get; init; } = MaskStrategy.Bert;

    /// <summary>Probability that regions and tags come from another picture: the paper's 50%.</summary>
    [Range(0.0, 1.0)]
    public double MismatchProbability { get; init; } = 0.5;

    /// <summary>
    /// Whether the masked LM loss counts where the picture is another's, as BERT's does for wrong next sentences. Off, such rows are masked all the same and
    /// only their loss is dropped: were right and wrong pairs masked differently, the masks would answer the paired-image task.
    /// </summary>
    public bool LossOnMismatched { get; init; } = true;

    /// <summary>Words that masked LM hides more often; null: none.</summary>
    public FocusSection? Focus { get; init; }

    /// <summary>
    /// Probability that a wrong picture is one with the same tags, where there is one: a harder question than any picture. 0: all others alike.
    /// </summary>
    [Range(0.0, 1.0)]
    public double HardNegatives { get; init; }

    /// <summary>Weight of the paired-image loss beside the masked LM loss; the paper, as BERT, adds them.</summary>
    [Range(0.0, 100.0)]
    public double PairingWeight { get; init; } = 1;
}
