namespace Optiglot.Training;

/// <summary>The <c>pretrain</c> section: either part may be absent.</summary>
public sealed record PretrainSections
{
    /// <summary>On the captions (Algorithm 1, step 2).</summary>
    public PretrainSection? Captions { get; init; }

    /// <summary>On the source side and pictures of the translation set (Algorithm 1, step 4).</summary>
    public PretrainSection? Pairs { get; init; }
}
