namespace Optiglot.Networks;

/// <summary>A mask of which only the parts and their lengths are known.</summary>
/// <param name="sentences">Sentences of the batch.</param>
/// <param name="parts">What the places are.</param>
/// <param name="lengths">Places of each part.</param>
internal sealed class CountedMask(long sentences, IReadOnlyList<string> parts, params long[] lengths) : IMask<CountedValue>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parts => parts;

    /// <summary>Sentences of the batch.</summary>
    internal long Sentences => sentences;

    /// <summary>Places of each part.</summary>
    internal IReadOnlyList<long> Lengths => lengths;

    /// <inheritdoc/>
    public IMask<CountedValue> Part(string part) => new CountedMask(sentences, [part], LengthOf(part));

    /// <summary>Places of one part.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    internal long LengthOf(string part)
    {
        int index = parts.ToList().IndexOf(part);
        return index >= 0 ? lengths[index] : throw new ArgumentException($"a mask has the parts {string.Join(", ", parts)}, and not {part}");
    }
}
