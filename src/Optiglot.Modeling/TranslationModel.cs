using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A translation network with its numbers in libtorch. One thread owns a model.</summary>
public sealed class TranslationModel : IDisposable
{
    /// <summary>Gives a network its numbers.</summary>
    public TranslationModel(INetwork network, ModelOptions options, ScalarType compute, Device device, ulong seed)
    {
        (Network, Options) = (network, options);
        Parameters = new ParameterSet(Network.Parameters, compute, device, seed);
    }

    /// <summary>What it is made of.</summary>
    public ModelOptions Options { get; }

    /// <summary>The network, without its numbers.</summary>
    public INetwork Network { get; }

    /// <summary>Dropout switch; off at first.</summary>
    public TrainingMode Mode { get; } = new();

    /// <summary>The numbers of all parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The output layer's table, <c>[vocabulary, width]</c>.</summary>
    public Parameter OutputTable => Parameters[Network.Output.Table.Table];

    /// <summary>The output layer's bias, <c>[vocabulary]</c>; null for none.</summary>
    public Parameter? OutputBias => Network.Output.Bias is { } bias ? Parameters[bias] : null;

    /// <summary>Makes a model with fresh weights.</summary>
    /// <param name="options">Family, sizes and kinds.</param>
    /// <param name="compute">float32 or bfloat16; masters are float32.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static TranslationModel Create(ModelOptions options, ScalarType compute, Device device, ulong seed) =>
        new(NetworkFamilies.Create(options), options, compute, device, seed);

    /// <summary>Encodes a batch of sentences.</summary>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this model's width.</exception>
    public EncoderMemory Encode(SourceBatch batch)
    {
        using var ops = new TorchOps(Parameters, Mode);
        return EncoderMemory.Of(Network.Encode(ops, batch.Inputs), batch);
    }

    /// <summary>Decodes a whole target at once, each place seeing what came before (teacher forcing).</summary>
    /// <param name="memory">The encoder's states.</param>
    /// <param name="targets">What the decoder has said so far, int64 <c>[batch, target]</c>, begin piece first.</param>
    /// <param name="labels">The piece each place shall say, int64 <c>[batch, target]</c>; only losses beside cross-entropy look at it.</param>
    /// <param name="labelMask">True where a label is real, bool <c>[batch, target]</c>.</param>
    public DecoderOutput Decode(EncoderMemory memory, Tensor targets, Tensor? labels = null, Tensor? labelMask = null)
    {
        using var ops = new TorchOps(Parameters, Mode);
        DecoderMemory<Tensor> started = Network.Start(ops, memory.For(ops));
        DecoderStates<Tensor> states =
            Network.Decode(ops, targets, started, labels is null || labelMask is null ? null : new Labels<Tensor>(labels, labelMask));
        return new DecoderOutput(states.Hidden, states.Losses);
    }

    /// <summary>Begins decoding step by step.</summary>
    /// <param name="memory">The encoder's states; may be disposed afterwards.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximumLength">Most steps.</param>
    public IDecoderSession StartDecoding(EncoderMemory memory, int beam, int maximumLength) => new DecoderSession(this, memory, beam, maximumLength);

    /// <summary>Frees the numbers of all parameters.</summary>
    public void Dispose() => Parameters.Dispose();
}
