using Optiglot.Kernels;
using Optiglot.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A mask in the forms each way of computing attention wants, each made when it is first asked for.</summary>
internal sealed class TorchMask : IMask<Tensor>, ITorchMemoryPart
{
    private readonly TorchMask? whole;
    private readonly int first;
    private readonly int[] lengths;
    private readonly List<Tensor> owned = [];
    private TorchMask[]? parts;
    private KeyMask? keys;
    private Tensor? bias;
    private Tensor? presence;

    /// <summary>A mask of some parts side by side.</summary>
    /// <param name="real">True where a place is real, bool <c>[batch, places]</c>.</param>
    /// <param name="names">What the places are.</param>
    /// <param name="lengths">Places of each part.</param>
    internal TorchMask(Tensor real, IReadOnlyList<string> names, params int[] lengths) => (Real, Parts, this.lengths) = (real, names, lengths);

    private TorchMask(TorchMask whole, int part)
    {
        (this.whole, Parts, lengths) = (whole, [whole.Parts[part]], [whole.lengths[part]]);
        first = whole.FirstOf(part);
        Real = Own(whole.Real.narrow(1, first, lengths[0]));
    }

    /// <summary>True where a place is real, bool <c>[batch, places]</c>.</summary>
    internal Tensor Real { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Places of each part.</summary>
    internal IReadOnlyList<int> Lengths => lengths;

    /// <summary>For the kernels; null elsewhere than on the CPU.</summary>
    internal KeyMask? Keys
    {
        get
        {
            if (keys is not null || Real.device_type != DeviceType.CPU) return keys;
            return keys = whole is null ? Real.ToKeyMask() : whole.Keys!.From(first);
        }
    }

    /// <summary>1 for a sentence with a real place, else 0, bool <c>[batch]</c>.</summary>
    internal Tensor Presence => presence ??= Own(Real.any(1));

    /// <inheritdoc/>
    public IMask<Tensor> Part(string part)
    {
        if (Parts.Count == 1 && Parts[0] == part) return this;
        int index = IndexOf(part);
        parts ??= new TorchMask[Parts.Count];
        return parts[index] ??= new TorchMask(this, index);
    }

    /// <summary>What is added to scores, <c>[batch, 1, 1, places]</c>.</summary>
    internal Tensor Bias(ScalarType type) => bias ??= Own(whole is null ? AttentionMath.Bias(Real, type) : whole.Bias(type).narrow(3, first, lengths[0]));

    /// <inheritdoc/>
    public ITorchMemoryPart Own() => new TorchMask(Real.clone().DetachFromDisposeScope(), Parts, lengths) { OwnsReal = true };

    /// <inheritdoc/>
    public ITorchMemoryPart Select(Tensor sentences) =>
        new TorchMask(Real.index_select(0, sentences).DetachFromDisposeScope(), Parts, lengths) { OwnsReal = true };

    /// <summary>Whether the mask's own tensor is freed with this.</summary>
    internal bool OwnsReal { get; init; }

    /// <summary>Frees what was made from the mask; the mask's own tensor where it was copied.</summary>
    public void Dispose()
    {
        foreach (TorchMask? part in parts ?? []) part?.Dispose();
        foreach (Tensor each in owned) each.Dispose();
        if (OwnsReal) Real.Dispose();
    }

    /// <summary>The places of a part: <c>[batch, part, features]</c> of states <c>[batch, places, features]</c>.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    internal Tensor PlacesOf(Tensor states, string part)
    {
        int index = IndexOf(part);
        return Parts.Count == 1 ? states : states.narrow(1, FirstOf(index), lengths[index]);
    }

    private int FirstOf(int part) => lengths.Take(part).Sum();

    private int IndexOf(string part)
    {
        for (int i = 0; i < Parts.Count; i++)
            if (Parts[i] == part) return i;
        throw new ArgumentException($"a mask has the parts {string.Join(", ", Parts)}, and not {part}");
    }

    private Tensor Own(Tensor made)
    {
        owned.Add(made.DetachFromDisposeScope());
        return made;
    }
}
