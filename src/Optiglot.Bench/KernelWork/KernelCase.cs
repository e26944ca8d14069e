using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>A kernel of ours, and the same work in plain operations of libtorch on the same inputs.</summary>
/// <param name="ours">Does the work with the kernel; gives all results, gradients among them.</param>
/// <param name="plain">Does it with libtorch's operations; gives the same results in the same order.</param>
internal sealed class KernelCase(Func<Tensor[]> ours, Func<Tensor[]> plain) : IDisposable
{
    /// <summary>What goes before every pass and is not timed, such as clearing gradients.</summary>
    internal Action Reset { get; init; } = () => { };

    /// <summary>What of a result is compared; by default all of it. Random masks are compared by their moments.</summary>
    internal Func<Tensor, Tensor> Compared { get; init; } = result => result;

    /// <summary>Largest difference that is allowed; null: that of the number format.</summary>
    internal double? Tolerance { get; init; }

    /// <summary>
    /// The results in float32, where libtorch's own are too coarse to be compared with; null: those of the plain operations. In bf16 libtorch adds up the
    /// gradients of a norm's parameters in bf16: over 4,096 places that is wrong by an eighth of the largest.
    /// </summary>
    internal Func<Tensor[]>? Exact { get; init; }

    /// <summary>What is freed at the end.</summary>
    internal IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <summary>One pass of ours.</summary>
    internal Tensor[] Ours() => ours();

    /// <summary>One pass of libtorch's.</summary>
    internal Tensor[] Plain() => plain();

    /// <summary>Largest difference between our results and the exact or plain ones, as a part of the largest number of each result.</summary>
    internal double Difference()
    {
        using var scope = NewDisposeScope();
        Reset();
        // Gradients of parameters are where they always are: a copy outlives the other side's pass.
        Tensor[] own = [.. ours().Select(result => Compared(result.detach()).to(ScalarType.Float64).clone())];
        Reset();
        Tensor[] other = [.. (Exact ?? plain)().Select(result => Compared(result.detach()).to(ScalarType.Float64))];
        double[] differences = [.. own.Zip(other, (x, y) => ((x - y).abs().max() / y.abs().max()).item<double>())];
        return differences.Any(double.IsNaN) ? double.NaN : differences.Max();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable each in Owned) each.Dispose();
    }
}
