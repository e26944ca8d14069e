using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Whether dropout is on, and its random stream. One object is shared by all layers of a model.</summary>
public sealed class TrainingMode
{
    private ulong stream;
    private ulong calls;

    /// <summary>True while training; dropout does nothing otherwise.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>Turns dropout on for one step. The same seed and step give the same masks, so a resumed run needs no stored state.</summary>
    public void BeginStep(ulong seed, long step)
    {
        IsTraining = true;
        stream = StableHash.Mix(seed ^ StableHash.Mix(unchecked((ulong)step) + 0x9e3779b97f4a7c15));
        calls = 0;
    }

    /// <summary>Turns dropout off, for evaluation and translation.</summary>
    public void Evaluate() => IsTraining = false;

    /// <summary>Inverted dropout: elements are zero with the given probability, others are scaled up so that the mean stays.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">0 to below 1.</param>
    public Tensor Dropout(Tensor x, double probability)
    {
        if (NextKey(probability) is not { } key) return x;
        using Tensor mask = empty(x.shape, x.dtype, x.device);
        if (KernelTensors.Support(x))
        {
            DropoutMask.Fill(mask.bytes, mask.IsBFloat16(), probability, key);
        }
        else
        {
            using var generator = new Generator(key & long.MaxValue, x.device);
            using Tensor uniform = rand(x.shape, x.dtype, x.device, generator: generator);
            using Tensor keep = uniform.AtLeast(probability);
            mask.copy_(keep).TimesInPlace(1 / (1 - probability));
        }

        return x * mask;
    }

    /// <summary>The random key of the next dropout; null where it does nothing.</summary>
    internal ulong? NextKey(double probability) => !IsTraining || probability <= 0 ? null : StableHash.Mix(stream + (++calls * 0x9e3779b97f4a7c15));
}
