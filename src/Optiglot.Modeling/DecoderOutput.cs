using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What a teacher-forced pass gives.</summary>
/// <param name="Hidden">States before the output layer, <c>[batch, target, width]</c>.</param>
/// <param name="Losses">Losses beside cross-entropy, where the model has some and the batch counts for them.</param>
public sealed record DecoderOutput(Tensor Hidden, IReadOnlyList<LossTerm<Tensor>> Losses);
