using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>An affine map <c>x W^T + b</c>.</summary>
public sealed class Linear
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>Declares <c>name.weight</c> <c>[outputs, inputs]</c> and <c>name.bias</c> <c>[outputs]</c>.</summary>
    public Linear(ParameterBuilder builder, string name, int inputs, int outputs, Initialization initialization, bool hasBias = true)
    {
        Inputs = inputs;
        weight = builder.Add($"{name}.weight", initialization, outputs, inputs);
        if (hasBias) bias = builder.Add($"{name}.bias", Initialization.Zero, outputs);
    }

    /// <summary>Declares several maps of one input as one product: <c>name.weight</c> <c>[parts × outputs, inputs]</c>, kept on disk as <c>part.weight</c> each.</summary>
    public Linear(ParameterBuilder builder, string name, IReadOnlyList<string> parts, int inputs, int outputs, Initialization initialization)
    {
        Inputs = inputs;
        weight = builder.Add($"{name}.weight", [.. parts.Select(part => $"{part}.weight")], initialization, parts.Count * outputs, inputs);
        bias = builder.Add($"{name}.bias", [.. parts.Select(part => $"{part}.bias")], Initialization.Zero, parts.Count * outputs);
    }

    /// <summary>Width of the input.</summary>
    public int Inputs { get; }

    /// <summary>Maps <c>[..., inputs]</c> to <c>[..., outputs]</c>.</summary>
    /// <exception cref="ArgumentException">The last axis of <paramref name="x"/> is not <see cref="Inputs"/>.</exception>
    public Tensor Apply(Tensor x)
    {
        if (x.shape[^1] != Inputs) throw new ArgumentException($"{weight.Name} takes inputs of width {Inputs}, got {x.shape[^1]}");
        // An input that needs no gradient has none come back, and the fused step would never run.
        if (x.requires_grad && is_grad_enabled() && KernelTensors.Support(x)) return FusedLinear.Of(x, weight, bias);
        return nn.functional.linear(x, weight.Value, bias?.Value);
    }
}
