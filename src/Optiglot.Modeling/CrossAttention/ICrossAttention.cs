using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>How a decoder layer attends to the encoder's states. Queries may be target places or, in search, the hypotheses of a beam: the memory has no beam axis.</summary>
internal interface ICrossAttention
{
    /// <summary>Keys and values of the memory <c>[batch, source+regions, width]</c>, computed once a sentence.</summary>
    ProjectedMemory Project(Tensor memory, MemoryMask mask);

    /// <summary>Attends from <paramref name="x"/> <c>[batch, target, width]</c>.</summary>
    CrossAttentionResult Attend(Tensor x, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording);
}
