using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Sums of what steps report, kept on the device: nothing waits for the device until <see cref="Take"/>.</summary>
internal sealed class StepSums : IDisposable
{
    private readonly SortedDictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> numbers = new(StringComparer.Ordinal);

    /// <summary>Adds a 0-dimensional tensor.</summary>
    internal void Add(string name, Tensor value)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor number = value.detach().to(ScalarType.Float64);
        if (tensors.TryGetValue(name, out Tensor? sum)) sum.AddTo(number);
        else tensors[name] = number.clone().DetachFromDisposeScope();
    }

    /// <summary>Adds a number.</summary>
    internal void Add(string name, double value) => numbers[name] = numbers.GetValueOrDefault(name) + value;

    /// <summary>A sum since the last call of <see cref="Take"/>; 0 where nothing was added.</summary>
    internal double Peek(string name) => tensors.TryGetValue(name, out Tensor? sum) ? sum.item<double>() : numbers.GetValueOrDefault(name);

    /// <summary>All sums since the last call.</summary>
    internal IReadOnlyDictionary<string, double> Take()
    {
        Dictionary<string, double> all = new(numbers, StringComparer.Ordinal);
        foreach ((string name, Tensor sum) in tensors) all[name] = sum.item<double>();
        Dispose();
        return all;
    }

    public void Dispose()
    {
        foreach (Tensor sum in tensors.Values) sum.Dispose();
        tensors.Clear();
        numbers.Clear();
    }
}
