namespace Optiglot.Kernels.Tests;

/// <summary>Queries, and keys beside values, as a projection leaves them, and both passes of the kernel over them.</summary>
internal sealed class AttentionCase
{
    private readonly AttentionJob job;
    private readonly bool isBFloat16;

    internal AttentionCase(AttentionJob job, bool isBFloat16, float scale = 1)
    {
        (this.job, this.isBFloat16) = (job, isBFloat16);
        Queries = SeededBytes.Numbers(1, job.Batch * job.Queries * Width, isBFloat16, scale);
        Memory = SeededBytes.Numbers(2, job.Batch * job.Keys * 2 * Width, isBFloat16, scale);
        OutputGradients = SeededBytes.Numbers(3, job.Batch * job.Queries * Width, isBFloat16);
        Statistics = new float[job.StatisticsLength];
        (Outputs, QueryGradients, MemoryGradients) = (new byte[Queries.Length], new byte[Queries.Length], new byte[Memory.Length]);
        AttentionKernel.Forward(job, Own(Queries), Keys(Memory), Values(Memory), Own(Outputs), Statistics);
        AttentionKernel.Backward(
            job, Own(Queries), Keys(Memory), Values(Memory), Own(OutputGradients), Statistics,
            Own(QueryGradients), Keys(MemoryGradients), Values(MemoryGradients));
    }

    internal byte[] Queries { get; }

    internal byte[] Memory { get; }

    internal byte[] OutputGradients { get; }

    internal byte[] Outputs { get; }

    internal float[] Statistics { get; }

    internal byte[] QueryGradients { get; }

    internal byte[] MemoryGradients { get; }

    private int Width => job.Heads * job.Depth;

    /// <summary>One half of every row of a memory: keys (0) or values (1), <c>[batch, keys, width]</c>.</summary>
    internal double[] Half(byte[] memory, int half) =>
        [.. SeededBytes.Doubles(memory, isBFloat16).Chunk(Width).Where((_, i) => i % 2 == half).SelectMany(row => row)];

    private HeadSpan Own(byte[] memory) => new(memory, job.Queries, Width, 0, isBFloat16);

    private HeadSpan Keys(byte[] memory) => new(memory, job.Keys, 2 * Width, 0, isBFloat16);

    private HeadSpan Values(byte[] memory) => new(memory, job.Keys, 2 * Width, Width, isBFloat16);
}
