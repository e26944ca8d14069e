namespace Optiglot.Networks;

/// <summary>A recurrent encoder and decoder; the decoder's context is one vector of two (<see cref="FusionAttention"/>).</summary>
/// <param name="options">Sizes.</param>
/// <exception cref="ArgumentException">The options ask for what this network does not have.</exception>
public sealed class FusionConvNetwork(ModelOptions options) : RecurrentNetwork(
    "fusion-conv", options, (declarations, prefix) => new FusionAttention(declarations, prefix, options.Decoder, options.Encoder.RegionWidth()));
