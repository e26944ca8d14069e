using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Layer normalisation over the last axis (Ba et al., 2016).</summary>
public sealed class LayerNorm
{
    private readonly long[] shape;

    /// <summary>Declares <c>name.weight</c> and <c>name.bias</c>, both <c>[width]</c>.</summary>
    public LayerNorm(ParameterBuilder builder, string name, int width, double epsilon)
    {
        Epsilon = epsilon;
        shape = [width];
        Weight = builder.Add($"{name}.weight", Initialization.One, width);
        Bias = builder.Add($"{name}.bias", Initialization.Zero, width);
    }

    /// <summary>What the normalised are multiplied by.</summary>
    internal Parameter Weight { get; }

    /// <summary>What is added to them.</summary>
    internal Parameter Bias { get; }

    /// <summary>Added to the variance.</summary>
    internal double Epsilon { get; }

    /// <summary>Normalises <c>[..., width]</c>.</summary>
    public Tensor Apply(Tensor x) => nn.functional.layer_norm(x, shape, Weight.Value, Bias.Value, Epsilon);
}
