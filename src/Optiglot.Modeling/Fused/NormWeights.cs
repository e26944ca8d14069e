namespace Optiglot.Modeling;

/// <summary>What a layer norm multiplies by and adds.</summary>
/// <param name="Weight">Factor of each element, <c>[width]</c>.</param>
/// <param name="Bias">What is added, <c>[width]</c>.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormWeights(Parameter Weight, Parameter Bias, double Epsilon);
