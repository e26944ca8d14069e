namespace Optiglot.Modeling;

/// <summary>What else an attention shall give beside its output.</summary>
[Flags]
internal enum AttentionRecording
{
    None = 0,

    /// <summary>The vectors of Eq. 2: attention to text alone and to regions alone.</summary>
    Modality = 1,

    /// <summary>The weights, mean over heads.</summary>
    Weights = 2,
}
