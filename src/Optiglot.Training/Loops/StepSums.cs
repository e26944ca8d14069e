using System.Globalization;
using Optiglot.Distributed;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Sums of what steps report, kept on the device: nothing waits for the device until <see cref="Take"/>.</summary>
/// <param name="ranks">The processes whose sums are one; null: this one alone.</param>
internal sealed class StepSums(ICommunicator? ranks = null) : IDisposable
{
    /// <summary>Names that begin so are the same on all ranks, and are not added up over them.</summary>
    private const string Common = "common ";

    /// <summary>Sum of the gradients' norms.</summary>
    internal const string Norm = Common + "norm";

    /// <summary>Seconds in sums of gradients, waiting for the slowest rank among them; only where there are several.</summary>
    internal const string Communication = Common + "communication";

    /// <summary>Updates.</summary>
    internal const string Steps = Common + "steps";

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

    /// <summary>All sums since the last call, of all ranks together; all must call.</summary>
    internal IReadOnlyDictionary<string, double> Take()
    {
        Dictionary<string, double> all = new(numbers, StringComparer.Ordinal);
        foreach ((string name, Tensor sum) in tensors) all[name] = sum.item<double>();
        Dispose();
        return ranks is null or { Count: 1 } ? all : OfAll(all);
    }

    // A rank without a hidden word knows nothing of that loss: names differ, so names are sent with numbers.
    private Dictionary<string, double> OfAll(Dictionary<string, double> own)
    {
        string text = string.Join('\n', own.Where(sum => !sum.Key.StartsWith(Common, StringComparison.Ordinal))
            .Select(sum => string.Create(CultureInfo.InvariantCulture, $"{sum.Key}\t{sum.Value:R}")));
        Dictionary<string, double> all = new(own.Where(sum => sum.Key.StartsWith(Common, StringComparison.Ordinal)), StringComparer.Ordinal);
        foreach (string[] sum in ranks!.GatherText(text).SelectMany(lines => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => line.Split('\t')))
            all[sum[0]] = all.GetValueOrDefault(sum[0]) + double.Parse(sum[1], CultureInfo.InvariantCulture);
        return all;
    }

    public void Dispose()
    {
        foreach (Tensor sum in tensors.Values) sum.Dispose();
        tensors.Clear();
        numbers.Clear();
    }
}
