namespace Optiglot.Networks;

/// <summary>
/// The doubly-attentive decoder as its paper has it: a conditional GRU whose second unit reads what it found in the text and, weighed by β, in the regions
/// (<see cref="DoublyAttention"/>; Calixto et al.
/// 2017, section 3.2). Here β is of the first unit's state, as both attentions are, there of the state before.
/// </summary>
/// <param name="options">Sizes.</param>
/// <exception cref="ArgumentException">The options ask for what this network does not have.</exception>
public sealed class DoublyAttentiveRecurrentNetwork(ModelOptions options) : RecurrentNetwork(
    "doubly-attentive-rnn", options, (declarations, prefix) => new DoublyAttention(declarations, prefix, 0, options.Decoder, options.Encoder.RegionWidth()));
