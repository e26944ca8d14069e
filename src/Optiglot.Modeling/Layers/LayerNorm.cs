using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Layer normalisation over the last axis (Ba et al., 2016).</summary>
public sealed class LayerNorm
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly double epsilon;
    private readonly long[] shape;

    /// <summary>Declares <c>name.weight</c> and <c>name.bias</c>, both <c>[width]</c>.</summary>
    public LayerNorm(ParameterBuilder builder, string name, int width, double epsilon)
    {
        this.epsilon = epsilon;
        shape = [width];
        weight = builder.Add($"{name}.weight", Initialization.One, width);
        bias = builder.Add($"{name}.bias", Initialization.Zero, width);
    }

    /// <summary>Normalises <c>[..., width]</c>.</summary>
    public Tensor Apply(Tensor x) => nn.functional.layer_norm(x, shape, weight.Value, bias.Value, epsilon);
}
