namespace Optiglot.Kernels;

/// <summary>The numbers of one AdamW step, the same for every parameter (Loshchilov and Hutter, 2019).</summary>
/// <param name="beta1">Decay of the mean of gradients.</param>
/// <param name="beta2">Decay of the mean of squared gradients.</param>
/// <param name="epsilon">Added to the root of the second moment.</param>
/// <param name="weightDecay">Decoupled decay, times the learning rate.</param>
/// <param name="rate">Learning rate.</param>
/// <param name="gradientScale">Factor of the gradient: clipping.</param>
/// <param name="steps">Steps made, this one among them.</param>
internal readonly struct AdamWStep(double beta1, double beta2, double epsilon, double weightDecay, double rate, double gradientScale, long steps)
{
    /// <summary>Decay of the mean of gradients.</summary>
    internal float Beta1 { get; } = (float)beta1;

    /// <summary>Decay of the mean of squared gradients.</summary>
    internal float Beta2 { get; } = (float)beta2;

    /// <summary>Added to the root of the second moment.</summary>
    internal float Epsilon { get; } = (float)epsilon;

    /// <summary>Factor of the gradient.</summary>
    internal float GradientScale { get; } = (float)gradientScale;

    /// <summary>Learning rate with the first moment's bias correction in it.</summary>
    internal float Rate { get; } = (float)(rate / (1 - Math.Pow(beta1, steps)));

    /// <summary>Bias correction of the second moment.</summary>
    internal float VarianceCorrection { get; } = (float)(1 / (1 - Math.Pow(beta2, steps)));

    /// <summary>What parameters that decay lose of themselves.</summary>
    internal float Decay { get; } = (float)(rate * weightDecay);
}
