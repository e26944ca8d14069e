namespace Optiglot.Training;

/// <summary>Steps of Algorithm 1 in their order.</summary>
public enum RunStep
{
    /// <summary>Regions of all pictures.</summary>
    Detect,

    /// <summary>Vision-language pre-training (steps 2 to 4).</summary>
    Pretrain,

    /// <summary>The stage with a frozen encoder (step 5), or the only stage.</summary>
    Stage1,

    /// <summary>The stage of all parameters (step 6).</summary>
    Stage2,

    /// <summary>Writing the model folder, the last step.</summary>
    Export,
}
