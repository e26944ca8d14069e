namespace Optiglot.Kernels;

/// <summary>
/// Vectors of all heads in a contiguous matrix <c>[batch, rows, stride]</c>: each row holds the heads side by side from some column on. So queries, keys and
/// values that a projection left side by side are three of these over the same memory.
/// </summary>
/// <param name="memory">The whole matrix.</param>
/// <param name="rows">Rows of a sentence.</param>
/// <param name="stride">Elements a row.</param>
/// <param name="column">Where the heads begin.</param>
/// <param name="isBFloat16">bfloat16, else float32.</param>
internal readonly ref struct HeadSpan(Span<byte> memory, int rows, int stride, int column, bool isBFloat16)
{
    /// <summary>The whole matrix.</summary>
    internal Span<byte> Memory { get; } = memory;

    /// <summary>The rows of heads of some depth, once the memory is pinned.</summary>
    internal unsafe HeadRows At(byte* pinned, int depth) => new((nint)pinned, rows, stride, column, depth, isBFloat16);

    /// <summary>Requires that the memory holds what an attention takes from it.</summary>
    /// <exception cref="ArgumentException">It is too short, or the heads do not fit into a row.</exception>
    internal void Require(string what, AttentionJob job, int count)
    {
        if (rows != count) throw new ArgumentException(FormattableString.Invariant($"attention: {rows} {what} a sentence, not {count}"));
        if (column + (job.Heads * job.Depth) > stride)
            throw new ArgumentException($"attention: {job.Heads} heads of {job.Depth} from column {column} on do not fit into a row of {stride} ({what})");
        KernelMemory.Require($"attention: {what}", Memory, (long)job.Batch * rows * stride, isBFloat16);
    }
}
