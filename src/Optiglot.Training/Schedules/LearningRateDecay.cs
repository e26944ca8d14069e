namespace Optiglot.Training;

/// <summary>How the learning rate falls after the warm-up.</summary>
public enum LearningRateDecay
{
    /// <summary>peak · √(warm-up / step), as Vaswani et al. 2017, section 5.3.</summary>
    InverseSqrt,

    /// <summary>A straight line from the peak to the floor at the last step, as BERT.</summary>
    Linear,

    /// <summary>Half a cosine from the peak to the floor at the last step (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>Stays at the peak.</summary>
    Constant,
}
