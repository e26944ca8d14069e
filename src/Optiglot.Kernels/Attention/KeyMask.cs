namespace Optiglot.Kernels;

/// <summary>
/// Which places of a batch are real, <c>[batch, keys]</c>, in managed memory: a backward pass may still read it when a tensor would be gone.
/// </summary>
internal sealed class KeyMask
{
    /// <summary>
    /// Added to the score of a masked place: finite, so that a row without any real place stays finite; large enough for exp to give 0 in every type.
    /// </summary>
    internal const float MaskedScore = -1e9f;

    private readonly bool[] real;
    private readonly int stride;
    private readonly int first;

    /// <summary>Copies a mask <c>[batch, keys]</c>.</summary>
    /// <param name="real">True where a place is real.</param>
    /// <param name="keys">Places of a sentence.</param>
    internal KeyMask(ReadOnlySpan<bool> real, int keys) : this(real.ToArray(), keys, 0)
    {
    }

    private KeyMask(bool[] real, int stride, int first) => (this.real, this.stride, this.first) = (real, stride, first);

    /// <summary>The same places without the first ones.</summary>
    internal KeyMask From(int place) => new(real, stride, first + place);

    /// <summary>Some sentences.</summary>
    internal KeyMask Select(long[] sentences) =>
        new([.. sentences.SelectMany(sentence => new ArraySegment<bool>(real, (int)sentence * stride, stride))], stride, first);

    /// <summary>Whether each of a sentence's first keys is real.</summary>
    internal ReadOnlySpan<bool> Of(int batch, int keys) => real.AsSpan((batch * stride) + first, keys);
}
