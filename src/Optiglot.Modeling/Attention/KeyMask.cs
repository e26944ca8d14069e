using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Which places of a batch are real, in managed memory: a backward pass may still read it when the tensor is gone.</summary>
internal sealed class KeyMask
{
    private readonly bool[] real;
    private readonly int stride;
    private readonly int first;

    /// <summary>Copies a bool mask <c>[batch, keys]</c> in the CPU's memory.</summary>
    internal KeyMask(Tensor mask)
    {
        using var scope = NewDisposeScope();
        real = mask.contiguous().data<bool>().ToArray();
        stride = (int)mask.shape[1];
    }

    private KeyMask(bool[] real, int stride, int first) => (this.real, this.stride, this.first) = (real, stride, first);

    /// <summary>The same places without the first ones.</summary>
    internal KeyMask From(int place) => new(real, stride, first + place);

    /// <summary>Some sentences.</summary>
    internal KeyMask Select(long[] sentences) => new([.. sentences.SelectMany(sentence => new ArraySegment<bool>(real, (int)sentence * stride, stride))], stride, first);

    /// <summary>Whether each of a sentence's first keys is real.</summary>
    internal ReadOnlySpan<bool> Of(int batch, int keys) => real.AsSpan((batch * stride) + first, keys);
}
