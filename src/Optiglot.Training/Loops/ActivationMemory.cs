using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// What a forward pass keeps for the backward pass on the CPU, by position, as <see cref="CountingOps"/> counts it. Products of a few thousand rows are as fast
/// as larger ones there, so a batch goes through the network in parts that keep no more than <see cref="Budget"/> in fp32, half of it in bf16. Devices that
/// want large products get whole batches.
/// </summary>
internal static class ActivationMemory
{
    /// <summary>Most bytes at once in fp32, unless the recipe says how many positions (<see cref="OptimisationSection.MicroBatchTokens"/>).</summary>
    internal const double Budget = 512 << 20;

    /// <summary>Parts for pre-training.</summary>
    /// <param name="section">The micro-batch, where it is set.</param>
    /// <param name="device">Where the parameters are.</param>
    /// <param name="network">The encoder.</param>
    internal static MicroBatch Parts(OptimisationSection section, Device device, IPretrainingNetwork network) =>
        Parts(section, device, (source, _) => NetworkCost.Of(network, 1, source).EncoderKept);

    /// <summary>Parts for translation.</summary>
    /// <param name="section">The micro-batch, where it is set.</param>
    /// <param name="device">Where the parameters are.</param>
    /// <param name="network">The network.</param>
    /// <param name="isEncoderFrozen">Whether the encoder's states are given.</param>
    internal static MicroBatch Parts(OptimisationSection section, Device device, INetwork network, bool isEncoderFrozen) =>
        Parts(section, device, (source, target) =>
    {
        NetworkCost cost = NetworkCost.Of(network, 1, source, target);
        return cost.DecoderKept + (isEncoderFrozen ? 0 : cost.EncoderKept);
    });

    // What is kept grows evenly with either length.
    private static MicroBatch Parts(OptimisationSection section, Device device, Func<long, long, double> kept)
    {
        if (section.MicroBatchTokens is { } tokens) return new MicroBatch(1, 1, tokens);
        if (device.type != TorchSharp.DeviceType.CPU) return MicroBatch.Whole;
        double one = kept(1, 1);
        // In bf16 as many positions as in fp32: twice as many were no faster, and oneDNN, which keeps what it prepared for each shape, needs the memory.
        return new MicroBatch((kept(2, 1) - one) * sizeof(float), (kept(1, 2) - one) * sizeof(float), Budget);
    }
}
