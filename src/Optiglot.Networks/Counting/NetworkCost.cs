namespace Optiglot.Networks;

/// <summary>What a pass of a network costs, counted without computing.</summary>
/// <param name="EncoderFlops">Floating-point operations of the encoder's forward pass.</param>
/// <param name="DecoderFlops">Those of bridge and decoder, teacher-forced, without the output layer.</param>
/// <param name="EncoderKept">Elements that the encoder keeps for its backward pass.</param>
/// <param name="DecoderKept">Elements that bridge and decoder keep.</param>
public sealed record NetworkCost(double EncoderFlops, double DecoderFlops, double EncoderKept, double DecoderKept)
{
    /// <summary>Counts a pass over sentences of one length.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sentences">Sentences.</param>
    /// <param name="source">Pieces of a source.</param>
    /// <param name="target">Pieces of a target.</param>
    /// <param name="regions">Regions of a picture and the width of their vectors; null for sentences without pictures.</param>
    public static NetworkCost Of(INetwork network, long sentences, long source, long target, (long Count, long Width)? regions = null)
    {
        CountingOps encoder = new(), decoder = new();
        NetworkMemory<CountedValue> memory = network.Encode(encoder, Source(sentences, source, regions));
        DecoderMemory<CountedValue> started = network.Start(decoder, memory);
        network.Decode(decoder, new CountedValue(sentences, target), started);
        return new NetworkCost(encoder.Flops, decoder.Flops, encoder.Kept, decoder.Kept);
    }

    /// <summary>Counts an encoder's pass in pre-training.</summary>
    public static NetworkCost Of(IPretrainingNetwork network, long sentences, long source, (long Count, long Width)? regions = null)
    {
        CountingOps encoder = new();
        network.Encode(encoder, Source(sentences, source, regions));
        return new NetworkCost(encoder.Flops, 0, encoder.Kept, 0);
    }

    /// <summary>
    /// Whether encoding takes parameters that do not belong to the encoder, as a fusion with the picture that is learnt with the decoder: then a frozen
    /// encoder's states cannot be kept from epoch to epoch.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="regionWidth">Width of a region's vector; 0 for a network that sees no picture.</param>
    public static bool EncodingLearnsWithTheDecoder(INetwork network, long regionWidth)
    {
        CountingOps encoder = new();
        network.Encode(encoder, Source(1, 1, regionWidth > 0 ? (1, regionWidth) : null));
        return encoder.Used.Any(parameter => parameter.Group != ParameterGroup.Encoder);
    }

    /// <summary>The states that an encoder gives, by name, with their width and whether they are of text, of regions, or of both.</summary>
    /// <param name="network">The network.</param>
    /// <param name="regionWidth">Width of a region's vector; 0 for a network that sees no picture.</param>
    public static IReadOnlyList<EncodedPart> PartsOf(INetwork network, long regionWidth)
    {
        NetworkMemory<CountedValue> memory = network.Encode(new CountingOps(), Source(1, 1, regionWidth > 0 ? (1, regionWidth) : null));
        return [.. memory.Parts.Select(part => new EncodedPart(
            part.Key, (int)part.Value.Value.Width, part.Value.Mask.Parts.Contains(MemoryNames.Text), part.Value.Mask.Parts.Contains(MemoryNames.Regions)))];
    }

    private static SourceInputs<CountedValue> Source(long sentences, long source, (long Count, long Width)? regions)
    {
        CountedValue text = new(sentences, source);
        return regions is not { } seen
            ? new SourceInputs<CountedValue>(text, text, text)
            : new SourceInputs<CountedValue>(text, text, text, new CountedValue(sentences, seen.Count, seen.Width), new CountedValue(sentences, seen.Count),
                new CountedValue(sentences, source, seen.Count));
    }
}
