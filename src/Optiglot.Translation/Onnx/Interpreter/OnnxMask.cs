using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>A mask in a graph: in the encoder's made of masks that come in, in the decoder's an input for each form that is asked for.</summary>
/// <param name="parts">What the places are.</param>
/// <param name="places">Name of the dimension of places.</param>
/// <param name="bias">Gives the name of what is added to scores, <c>[sentences, 1, 1, places]</c>.</param>
/// <param name="presence">Gives the name of 1 for a sentence with a real place, else 0, <c>[sentences, 1, 1]</c>.</param>
/// <param name="part">Gives the mask of a part.</param>
internal sealed class OnnxMask(IReadOnlyList<string> parts, string places, Func<string> bias, Func<string> presence, Func<string, OnnxMask> part)
    : IMask<OnnxValue>
{
    private readonly Dictionary<string, OnnxMask> _parts = [];
    private readonly Lazy<string> _bias = new(bias), _presence = new(presence);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parts => parts;

    /// <summary>Name of the dimension of places.</summary>
    public string Places => places;

    /// <summary>What is added to scores, <c>[sentences, 1, 1, places]</c>.</summary>
    public string Bias => _bias.Value;

    /// <summary>1 for a sentence with a real place, else 0, <c>[sentences, 1, 1]</c>.</summary>
    public string Presence => _presence.Value;

    /// <summary>True where a place is real, bool <c>[sentences, places]</c>; in the encoder's graph.</summary>
    public string? Real { get; init; }

    /// <inheritdoc/>
    IMask<OnnxValue> IMask<OnnxValue>.Part(string name) => Part(name);

    /// <summary>The mask of one part.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public OnnxMask Part(string name)
    {
        if (!parts.Contains(name)) throw new ArgumentException($"a mask has the parts {string.Join(", ", parts)}, and not {name}");
        if (parts.Count == 1) return this;
        if (!_parts.TryGetValue(name, out var mask)) _parts[name] = mask = part(name);
        return mask;
    }
}
