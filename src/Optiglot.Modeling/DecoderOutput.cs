using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What a teacher-forced pass gives.</summary>
/// <param name="Hidden">States before the output layer, <c>[batch, target, width]</c>.</param>
/// <param name="Modality">The modality loss, where the model has one and the batch has pictures.</param>
public sealed record DecoderOutput(Tensor Hidden, ModalityTerms? Modality);
