using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Encoder, bridge and decoder (paper, Figure 2). One thread owns a model.</summary>
public sealed class TranslationModel : IDisposable
{
    private TranslationModel(ModelOptions options, ScalarType compute, Device device, ulong seed)
    {
        options.Validate();
        Options = options;
        var builder = new ParameterBuilder();
        Encoder = new Encoder(builder, options.Encoder, Mode);
        Decoder = new Decoder(builder, options, Mode, Encoder.Words);
        Parameters = builder.Build(compute, device, seed);
    }

    /// <summary>What it is made of.</summary>
    public ModelOptions Options { get; }

    /// <summary>Dropout switch; off at first.</summary>
    public TrainingMode Mode { get; } = new();

    /// <summary>The encoder.</summary>
    public Encoder Encoder { get; }

    /// <summary>The decoder.</summary>
    public Decoder Decoder { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Makes a model with fresh weights.</summary>
    /// <param name="options">Sizes and kinds.</param>
    /// <param name="compute">float32 or bfloat16; masters are float32.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static TranslationModel Create(ModelOptions options, ScalarType compute, Device device, ulong seed) => new(options, compute, device, seed);

    /// <summary>Encodes a batch of sentences.</summary>
    public EncoderMemory Encode(SourceBatch batch) => Encoder.Encode(batch);

    /// <summary>Begins decoding step by step.</summary>
    /// <param name="memory">The encoder's states; may be disposed afterwards.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximumLength">Most steps.</param>
    public IDecoderSession StartDecoding(EncoderMemory memory, int beam, int maximumLength) => new DecoderSession(Decoder, memory, beam, maximumLength);

    /// <summary>Frees the parameters.</summary>
    public void Dispose() => Parameters.Dispose();
}
