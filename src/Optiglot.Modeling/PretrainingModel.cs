using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// An encoder with its pre-training heads, masked LM and paired image (paper, section 3.2), and its numbers in libtorch. One thread owns a model.
/// </summary>
public sealed class PretrainingModel : IDisposable
{
    private PretrainingModel(EncoderOptions options, ScalarType compute, Device device, ulong seed, string family,
        IReadOnlyDictionary<string, double>? familyOptions)
    {
        Options = options;
        Network = NetworkFamilies.Find(family).CreatePretraining(options, familyOptions);
        Parameters = new ParameterSet(Network.Parameters, compute, device, seed);
    }

    /// <summary>Sizes and kinds of the encoder.</summary>
    public EncoderOptions Options { get; }

    /// <summary>The encoder and its heads, without numbers.</summary>
    public IPretrainingNetwork Network { get; }

    /// <summary>Dropout switch; off at first.</summary>
    public TrainingMode Mode { get; } = new();

    /// <summary>The numbers of all parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Table of the masked LM's output layer, <c>[vocabulary, width]</c>.</summary>
    public Parameter OutputTable => Parameters[Network.Output.Table.Table];

    /// <summary>The bias of the masked LM's output layer, <c>[vocabulary]</c>; null where it has none.</summary>
    public Parameter? OutputBias => Network.Output.Bias is { } bias ? Parameters[bias] : null;

    /// <summary>Makes a model with fresh weights.</summary>
    /// <param name="options">Sizes and kinds.</param>
    /// <param name="compute">float32 or bfloat16; masters are float32.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="family">The family of networks.</param>
    /// <param name="familyOptions">What the family alone has.</param>
    /// <exception cref="ArgumentException">There is no such family, or it knows no pre-training.</exception>
    public static PretrainingModel Create(EncoderOptions options, ScalarType compute, Device device, ulong seed, string family = NetworkFamilies.Default,
        IReadOnlyDictionary<string, double>? familyOptions = null) => new(options, compute, device, seed, family, familyOptions);

    /// <summary>Encodes a batch of sentences.</summary>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this model's width.</exception>
    public EncoderMemory Encode(SourceBatch batch)
    {
        using var ops = new TorchOps(Parameters, Mode);
        return EncoderMemory.Of(Network.Encode(ops, batch.Inputs), batch);
    }

    /// <summary>States for the masked LM's output layer, of masked places only.</summary>
    /// <param name="memory">The encoder's states.</param>
    /// <param name="places">Flat places in <c>[batch × (source+regions)]</c>, int64 <c>[masked]</c>.</param>
    /// <returns><c>[masked, width]</c>.</returns>
    public Tensor MaskedStates(EncoderMemory memory, Tensor places)
    {
        using var ops = new TorchOps(Parameters, Mode);
        return Network.MaskedStates(ops, memory.For(ops), places);
    }

    /// <summary>Logits of the paired-image task, float32 <c>[batch, 2]</c>: 0 paired, 1 not (BERT's order).</summary>
    public Tensor PairedLogits(EncoderMemory memory)
    {
        using var ops = new TorchOps(Parameters, Mode);
        return Network.PairedLogits(ops, memory.For(ops));
    }

    /// <summary>Frees the numbers of all parameters.</summary>
    public void Dispose() => Parameters.Dispose();
}
