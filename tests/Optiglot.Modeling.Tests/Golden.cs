using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>Weights, inputs and results of another implementation (tests/golden/generate.py), for a model that computes in <paramref name="type"/>.</summary>
internal sealed class Golden(string name, ScalarType type = ScalarType.Float32) : IDisposable
{
    private readonly SafetensorsFile file = SafetensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "golden", $"{name}.safetensors"));

    /// <summary>Largest difference, as a part of the largest number (or of 1): bf16 has 8 bits, and a gradient goes through many of its roundings.</summary>
    private double Tolerance => type == ScalarType.Float32 ? 1e-5 : 0.08;

    /// <summary>An input; numbers come in the compute type.</summary>
    internal Tensor Input(string input)
    {
        Tensor value = file.Read($"input.{input}");
        return value.dtype == ScalarType.Float32 ? value.to(type) : value;
    }

    /// <summary>An input that gathers a gradient.</summary>
    internal Tensor Leaf(string input) => Input(input).requires_grad_(true);

    internal Tensor Expected(string result) => file.Read($"expected.{result}");

    /// <summary>Sets all parameters; none may be missing.</summary>
    internal void Fill(ParameterSet parameters)
    {
        using var quiet = no_grad();
        foreach ((string each, _, _) in parameters.Names) parameters.MasterOf(each).copy_(file.Read($"weight.{each}"));
        parameters.RefreshWorking();
    }

    internal void Close(string result, Tensor actual) => Close(Expected(result), actual, result);

    /// <summary>Compares the gradients of one case; what has none in the file must have none here.</summary>
    internal void CloseGradients(string @case, ParameterSet parameters, params (string Name, Tensor Value)[] inputs)
    {
        HashSet<string> there = [.. file.Entries.Select(entry => entry.Name)];
        foreach (Parameter parameter in parameters.All)
        {
            string[] names = parameter.Parts.Count == 0 ? [parameter.Name] : [.. parameter.Parts];
            Tensor[] slices = parameter.Gradient.chunk(names.Length, 0);
            foreach ((string each, Tensor slice) in names.Zip(slices))
            {
                string gradient = $"gradient.{@case}.{each}";
                Close(there.Contains(gradient) ? file.Read(gradient) : zeros_like(slice), slice, gradient);
            }
        }

        foreach ((string each, Tensor value) in inputs) Close(file.Read($"gradient.{@case}.input.{each}"), value.grad!, $"gradient of {each}");
    }

    public void Dispose() => file.Dispose();

    private void Close(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        double most = Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
        double difference = (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).abs().max().item<double>();
        Assert.True(difference <= Tolerance * most, $"{what} differs by {difference}, the largest number being {most}");
    }
}
