namespace Optiglot.Networks;

/// <summary>What an attention shall give beside its result.</summary>
[Flags]
public enum AttentionRecording
{
    /// <summary>Nothing beside its result.</summary>
    None = 0,

    /// <summary>Attention to each part of the memory alone: the vectors of the paper's Eq. 2.</summary>
    Parts = 1,

    /// <summary>The weights, mean over heads.</summary>
    Weights = 2,
}
