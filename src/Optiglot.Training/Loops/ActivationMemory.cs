using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// What a forward pass keeps for the backward pass on the CPU, by position: sums and norms of the residual stream, projections, attended states, the inner layer. Products of a few thousand rows are as fast as
/// larger ones there, so a batch goes through the network in parts that keep no more than <see cref="Budget"/> in fp32, half of it in bf16. Devices that want large products get whole batches.
/// </summary>
internal static class ActivationMemory
{
    /// <summary>Most bytes at once in fp32, unless the recipe says how many positions (<see cref="OptimisationSection.MicroBatchTokens"/>).</summary>
    internal const double Budget = 512 << 20;

    /// <summary>Parts for pre-training, or an encoder that is trained with its decoder.</summary>
    /// <param name="section">The micro-batch, where it is set.</param>
    /// <param name="device">Where the parameters are.</param>
    /// <param name="encoder">The encoder; null where it is frozen.</param>
    /// <param name="decoder">The decoder; null in pre-training.</param>
    internal static MicroBatch Parts(OptimisationSection section, Device device, EncoderOptions? encoder, DecoderOptions? decoder)
    {
        if (section.MicroBatchTokens is { } tokens) return new MicroBatch(1, 1, tokens);
        if (device.type != TorchSharp.DeviceType.CPU) return MicroBatch.Whole;
        double source = 0, target = 0;
        if (encoder is not null) source += encoder.Layers * ((8 * encoder.Width) + Inner(encoder.FeedForward, encoder.Activation));
        if (decoder is not null)
        {
            source += decoder.Layers * 2 * decoder.Width;
            target += decoder.Layers * ((12 * decoder.Width) + Inner(decoder.FeedForward, decoder.Activation));
        }

        // In bf16 as many positions as in fp32: twice as many were no faster, and oneDNN, which keeps what it prepared for each shape, needs the memory.
        return new MicroBatch(source * sizeof(float), target * sizeof(float), Budget);
    }

    // The gradient of GELU wants its input, that of ReLU its result, which the next product keeps anyway.
    private static double Inner(int width, Activation activation) => activation == Activation.Gelu ? 2 * width : width;
}
