namespace Optiglot.Kernels;

/// <summary>A residual sum and its normalisation.</summary>
/// <param name="Rows">Vectors.</param>
/// <param name="Width">Elements a vector, a multiple of 16.</param>
/// <param name="IsBFloat16">bfloat16, else float32.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Dropout">Probability of dropping what is added; 0: none.</param>
/// <param name="DropoutKey">Key of the dropout's hash.</param>
internal sealed record NormJob(int Rows, int Width, bool IsBFloat16, double Epsilon, double Dropout, ulong DropoutKey)
{
    /// <summary>Elements of all rows.</summary>
    internal long Size => (long)Rows * Width;

    /// <summary>Bytes of a row.</summary>
    internal int RowBytes => Width * KernelMemory.SizeOf(IsBFloat16);
}
