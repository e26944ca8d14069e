using Optiglot.Networks;

namespace Optiglot.Bench;

/// <summary>
/// Floating-point operations of a network's matrix products, counted from their shapes: a product of <c>[m, k]</c> and <c>[k, n]</c> is 2·m·k·n.
/// Norms, softmax, activations, dropout, embeddings and the optimiser count nothing; a backward pass counts twice the forward pass. Padding counts: both sides compute it.
/// </summary>
public static class ModelFlops
{
    /// <summary>Forward pass of the encoder over <c>[sentences, length]</c>: per layer query, key, value and output 8·P·d², attention 4·P·length·d, feed-forward 4·P·d·f, where P = sentences·length.</summary>
    public static double Encoder(EncoderOptions encoder, long sentences, long length)
    {
        double places = sentences * length, width = encoder.Width;
        return encoder.Layers * ((8 * places * width * width) + (4 * places * length * width) + (4 * places * width * encoder.FeedForward));
    }

    /// <summary>
    /// Forward pass of bridge and decoder over <c>[sentences, target]</c> with a memory of <c>[sentences, source]</c>: per layer self-attention 8·T·d² + 4·T·target·d,
    /// cross-attention 4·T·d² (query, output) + 4·S·d² (key, value) + 4·T·source·d, feed-forward 4·T·d·f, where T = sentences·target and S = sentences·source.
    /// </summary>
    public static double Decoder(ModelOptions model, long sentences, long source, long target)
    {
        DecoderOptions decoder = model.Decoder;
        double width = decoder.Width, places = sentences * target, memory = sentences * source;
        double layer = (12 * places * width * width) + (4 * memory * width * width) + (4 * places * (target + source) * width) + (4 * places * width * decoder.FeedForward);
        return (decoder.Layers * layer) + (decoder.Bridge ? 2 * memory * model.Encoder.Width * width : 0);
    }

    /// <summary>Output layer at the real target places: 2·places·d·vocabulary.</summary>
    public static double Output(DecoderOptions decoder, long places) => 2.0 * places * decoder.Width * decoder.VocabularySize;

    /// <summary>One training step: three times the forward pass.</summary>
    public static double TrainingStep(ModelOptions model, long sentences, long source, long target, long places) =>
        3 * (Encoder(model.Encoder, sentences, source) + Decoder(model, sentences, source, target) + Output(model.Decoder, places));
}
