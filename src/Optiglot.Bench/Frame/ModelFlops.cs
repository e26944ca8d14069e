using Optiglot.Networks;

namespace Optiglot.Bench;

/// <summary>
/// Floating-point operations of a network's matrix products, counted from their shapes by <see cref="CountingOps"/>. The optimiser counts nothing;
/// a backward pass counts twice the forward pass. Padding counts: both sides compute it.
/// </summary>
public static class ModelFlops
{
    /// <summary>Forward pass of an encoder over <c>[sentences, length]</c>.</summary>
    public static double Encoder(EncoderOptions encoder, long sentences, long length)
    {
        var counted = new CountingOps();
        var text = new CountedValue(sentences, length);
        new EncoderAlone(encoder).Encode(counted, new SourceInputs<CountedValue>(text, text, text));
        return counted.Flops;
    }

    /// <summary>Forward pass of bridge and decoder over <c>[sentences, target]</c> with a memory of <c>[sentences, source]</c>.</summary>
    public static double Decoder(ModelOptions model, long sentences, long source, long target) => Cost(model, sentences, source, target).DecoderFlops;

    /// <summary>Output layer at the real target places: 2·places·d·vocabulary.</summary>
    public static double Output(DecoderOptions decoder, long places) => 2.0 * places * decoder.Width * decoder.VocabularySize;

    /// <summary>One training step: three times the forward pass.</summary>
    public static double TrainingStep(ModelOptions model, long sentences, long source, long target, long places)
    {
        NetworkCost cost = Cost(model, sentences, source, target);
        return 3 * (cost.EncoderFlops + cost.DecoderFlops + Output(model.Decoder, places));
    }

    private static NetworkCost Cost(ModelOptions model, long sentences, long source, long target) =>
        NetworkCost.Of(NetworkFamilies.Create(model), sentences, source, target);
}
