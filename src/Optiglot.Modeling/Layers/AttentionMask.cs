using Optiglot.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What places of a text may see of one another, in the form each way of computing wants.</summary>
internal sealed class AttentionMask : IDisposable
{
    private readonly Func<Tensor> makeBias;
    private Tensor? bias;

    private AttentionMask(KeyMask? keys, bool causal, Func<Tensor> makeBias) => (Keys, Causal, this.makeBias) = (keys, causal, makeBias);

    /// <summary>Which places are real; null: all, or the mask is not in the CPU's memory.</summary>
    internal KeyMask? Keys { get; }

    /// <summary>Whether a place sees only what came before it, and itself.</summary>
    internal bool Causal { get; }

    /// <summary>What is added to scores <c>[batch, heads, length, length]</c>, made when first asked for; it lives as long as this.</summary>
    internal Tensor Bias => bias ??= makeBias().DetachFromDisposeScope();

    /// <inheritdoc/>
    public void Dispose() => bias?.Dispose();

    /// <summary>Places see all real places.</summary>
    /// <param name="mask">True where a place is real, bool <c>[batch, length]</c>.</param>
    /// <param name="type">Type of the scores.</param>
    internal static AttentionMask Padding(Tensor mask, ScalarType type) =>
        new(mask.device_type == DeviceType.CPU ? mask.ToKeyMask() : null, false, () => AttentionMath.Bias(mask, type));

    /// <summary>Places see the past.</summary>
    /// <param name="length">Places.</param>
    /// <param name="type">Type of the scores.</param>
    /// <param name="device">Where they are.</param>
    internal static AttentionMask Past(long length, ScalarType type, Device device) =>
        new(null, true, () => AttentionMath.Causal(length, type, device));
}
