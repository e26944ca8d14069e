using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What the decoder attends to: the encoder's states of text, then of regions.</summary>
/// <param name="States">States before the bridge, <c>[batch, source + regions, encoder width]</c>.</param>
/// <param name="Mask">True where a state is real, bool <c>[batch, source + regions]</c>.</param>
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

    /// <summary>What an encoder gave, on its own: a mask that is the batch's is not shared with it.</summary>
    internal static EncoderMemory Of(NetworkMemory<Tensor> memory, SourceBatch batch)
    {
        States<Tensor> states = memory[MemoryNames.States];
        var mask = (TorchMask)states.Mask;
        return new EncoderMemory(states.Value, ReferenceEquals(mask.Real, batch.TokenMask) ? mask.Real.alias() : mask.Real, mask.Lengths[0]);
    }

    /// <summary>The memory as a network takes it.</summary>
    internal NetworkMemory<Tensor> For(TorchOps ops)
    {
        int regions = (int)States.shape[1] - TextLength;
        return new NetworkMemory<Tensor>(new States<Tensor>(States, ops.Known(regions == 0
            ? new TorchMask(Mask, [MemoryNames.Text], TextLength)
            : new TorchMask(Mask, [MemoryNames.Text, MemoryNames.Regions], TextLength, regions))));
    }
}
