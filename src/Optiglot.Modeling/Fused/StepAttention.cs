using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Attention of a few queries each, as a search makes them, without gradients (<see cref="StepAttentionKernel"/>). On the CPU only.
/// </summary>
internal static class StepAttention
{
    /// <summary>Attention of hypotheses to their own past and to themselves.</summary>
    /// <param name="steps">Queries, keys and values side by side, of each step, the newest last: <c>[rows of that step, 1, 3 × width]</c>, contiguous.</param>
    /// <param name="history">Which rows are a hypothesis' own.</param>
    /// <param name="heads">Number of heads.</param>
    /// <returns><c>[rows, 1, width]</c>.</returns>
    internal static Tensor Self(IReadOnlyList<Tensor> steps, BeamHistory history, int heads)
    {
        Tensor newest = steps[^1];
        (int rows, int width) = ((int)newest.shape[0], (int)newest.shape[2] / 3);
        Tensor output = empty([rows, 1, width], newest.dtype, newest.device);
        var job = new StepAttentionJob(rows, 1, steps.Count, heads, width, newest.IsBFloat16());
        StepAttentionKernel.Self(job, [.. steps.Select(AddressOf)], history.Steps, output.bytes);
        GC.KeepAlive(steps);
        return output;
    }

    /// <summary>Attention to a memory.</summary>
    /// <param name="queries">Queries, <c>[batch, target, width]</c>, contiguous.</param>
    /// <param name="memory">Keys and values side by side, <c>[batch, source, 2 × width]</c>, contiguous.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="mask">Which places of the memory are real; null: all. A sentence without any sees all of them evenly, as elsewhere.</param>
    /// <returns><c>[batch, target, width]</c>.</returns>
    internal static Tensor Cross(Tensor queries, Tensor memory, int heads, KeyMask? mask)
    {
        (int batch, int target, int width, int source) = ((int)queries.shape[0], (int)queries.shape[1], (int)queries.shape[2], (int)memory.shape[1]);
        Tensor output = empty_like(queries);
        var job = new StepAttentionJob(batch, target, source, heads, width, queries.IsBFloat16());
        StepAttentionKernel.Cross(job, queries.bytes, memory.bytes, mask, output.bytes);
        GC.KeepAlive(queries);
        GC.KeepAlive(memory);
        return output;
    }

    // libtorch's memory does not move.
    private static unsafe nint AddressOf(Tensor x)
    {
        fixed (byte* start = x.bytes) return (nint)start;
    }
}
