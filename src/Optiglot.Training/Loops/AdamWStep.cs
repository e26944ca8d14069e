namespace Optiglot.Training;

/// <summary>The numbers of one AdamW step, the same for every parameter.</summary>
internal readonly struct AdamWStep(AdamWOptions options, double rate, double gradientScale, long steps)
{
    internal float Beta1 { get; } = (float)options.Beta1;

    internal float Beta2 { get; } = (float)options.Beta2;

    internal float Epsilon { get; } = (float)options.Epsilon;

    internal float GradientScale { get; } = (float)gradientScale;

    /// <summary>Learning rate with the first moment's bias correction in it.</summary>
    internal float Rate { get; } = (float)(rate / (1 - Math.Pow(options.Beta1, steps)));

    internal float VarianceCorrection { get; } = (float)(1 / (1 - Math.Pow(options.Beta2, steps)));

    internal float Decay { get; } = (float)(rate * options.WeightDecay);
}
