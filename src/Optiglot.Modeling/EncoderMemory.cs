using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What the decoder attends to: the encoder's states of text, then of regions.</summary>
/// <param name="States">States before the bridge, <c>[batch, source+regions, encoder width]</c>.</param>
/// <param name="Mask">True where a state is real, bool <c>[batch, source+regions]</c>.</param>
/// <param name="TextLength">Length of the text axis: states from here on are regions.</param>
public sealed record EncoderMemory(Tensor States, Tensor Mask, int TextLength) : IDisposable
{
    /// <summary>Number of sentences.</summary>
    public long Sentences => States.shape[0];

    /// <summary>Whether any region states are there.</summary>
    public bool HasRegions => States.shape[1] > TextLength;

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        States.Dispose();
        Mask.Dispose();
    }
}
