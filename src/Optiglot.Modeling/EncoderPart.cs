using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>States of one name: of text, of regions, or of both side by side.</summary>
/// <param name="States">The states, <c>[batch, places, width]</c>.</param>
/// <param name="Mask">True where a state is real, bool <c>[batch, places]</c>.</param>
/// <param name="Places">What the places are: <see cref="MemoryNames.Text"/>, <see cref="MemoryNames.Regions"/>.</param>
/// <param name="Lengths">Places of each.</param>
public sealed record EncoderPart(Tensor States, Tensor Mask, IReadOnlyList<string> Places, IReadOnlyList<int> Lengths)
{
    /// <summary>The number of places of a kind; 0 where there are none.</summary>
    public int LengthOf(string places) => Places.Index().Where(each => each.Item == places).Sum(each => Lengths[each.Index]);
}
