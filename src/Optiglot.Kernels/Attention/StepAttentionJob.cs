namespace Optiglot.Kernels;

/// <summary>Attention of a search's step: sizes and number format.</summary>
/// <param name="Batch">Sentences or, where each has one query, hypotheses.</param>
/// <param name="Queries">Queries a sentence.</param>
/// <param name="Keys">Keys a sentence, or steps so far.</param>
/// <param name="Heads">Heads.</param>
/// <param name="Width">Elements of all heads together; each head's a multiple of 16.</param>
/// <param name="IsBFloat16">bfloat16, else float32.</param>
internal sealed record StepAttentionJob(int Batch, int Queries, int Keys, int Heads, int Width, bool IsBFloat16)
{
    /// <summary>Bytes of a vector of all heads.</summary>
    internal int RowBytes => Width * KernelMemory.SizeOf(IsBFloat16);
}
