using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Multi-head attention as one step of the gradient tape, from the projections to the heads' joined results (Attention is all you need, section 3.2.2, without
/// the projections). On the CPU only; it needs no copy of a head, no mask tensor and no tensor of scores.
/// </summary>
internal sealed class FusedAttention : autograd.SingleTensorFunction<FusedAttention>
{
    private const string JobName = "job";

    /// <inheritdoc/>
    public override string Name => nameof(FusedAttention);

    /// <summary>Whether it can compute on such tensors.</summary>
    /// <param name="x">Queries.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="width">Width of all heads together.</param>
    internal static bool Supports(Tensor x, int heads, int width) =>
        KernelTensors.Support(x) && width % heads == 0 && width / heads % Float32x16.Count == 0;

    /// <summary>Attention within a text.</summary>
    /// <param name="all">Queries, keys and values side by side, <c>[batch, length, 3 × width]</c>.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="mask">Which places are real; null: all.</param>
    /// <param name="causal">Whether a place sees only what came before it, and itself.</param>
    /// <param name="mode">Dropout switch.</param>
    /// <param name="dropout">Dropout of the weights.</param>
    /// <returns><c>[batch, length, width]</c>.</returns>
    internal static Tensor Self(Tensor all, int heads, KeyMask? mask, bool causal, TrainingMode mode, double dropout)
    {
        (int batch, int length, int width) = ((int)all.shape[0], (int)all.shape[1], (int)all.shape[2] / 3);
        AttentionJob job = Job(batch, heads, width, length, length, mask, causal, mode, dropout);
        return Tape.Apply(() => apply(all.contiguous(), null!, job));
    }

    /// <summary>Attention to a memory.</summary>
    /// <param name="queries">Queries, <c>[batch, target, width]</c>.</param>
    /// <param name="memory">Keys and values side by side, <c>[batch, source, 2 × width]</c>.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="mask">Which places of the memory are real; null: all.</param>
    /// <param name="mode">Dropout switch.</param>
    /// <param name="dropout">Dropout of the weights.</param>
    /// <returns><c>[batch, target, width]</c>.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit each other.</exception>
    internal static Tensor Cross(Tensor queries, Tensor memory, int heads, KeyMask? mask, TrainingMode mode, double dropout)
    {
        (int batch, int length, int width) = ((int)queries.shape[0], (int)queries.shape[1], (int)queries.shape[2]);
        if (memory.shape[0] != batch || memory.shape[2] != 2 * width || memory.dtype != queries.dtype)
            throw new ArgumentException(
                $"attention of {queries.dtype} [{string.Join(", ", queries.shape)}] to {memory.dtype} [{string.Join(", ", memory.shape)}]: batch, width "
                    + $"or type differ");
        AttentionJob job = Job(batch, heads, width, length, (int)memory.shape[1], mask, false, mode, dropout);
        if (length <= StepAttentionKernel.MostQueries && job.Dropout == 0 && !is_grad_enabled())
            return StepAttention.Cross(queries.contiguous(), memory.contiguous(), heads, mask);
        return Tape.Apply(() => apply(queries.contiguous(), memory.contiguous(), job));
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor queries, Tensor? memory, AttentionJob job) = ((Tensor)vars[0], (Tensor?)vars[1], (AttentionJob)vars[2]);
        Tape.Begin(ctx);
        Tensor output = empty([job.Batch, job.Queries, job.Heads * job.Depth], queries.dtype, queries.device);
        Tensor statistics = empty([job.Batch, job.Heads, job.Queries, 2], ScalarType.Float32, queries.device);
        AttentionKernel.Forward(
            job, Queries(job, queries, memory), Keys(job, queries, memory), Values(job, queries, memory), Joined(job, output), statistics.Floats());
        ctx.save_for_backward(memory is null ? [queries, statistics] : [queries, statistics, memory]);
        ctx.save_data(JobName, job);
        return output;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        AttentionJob job = (AttentionJob)ctx.get_data(JobName);
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor queries, Tensor statistics, Tensor? memory) = (saved[0], saved[1], saved.Count > 2 ? saved[2] : null);
        Tensor above = grad_output.contiguous();
        Tensor queryGradients = empty(queries.shape, queries.dtype, queries.device);
        Tensor? memoryGradients = memory is null ? null : empty(memory.shape, memory.dtype, memory.device);
        AttentionKernel.Backward(
            job, Queries(job, queries, memory), Keys(job, queries, memory), Values(job, queries, memory), Joined(job, above), statistics.Floats(),
            Queries(job, queryGradients, memoryGradients), Keys(job, queryGradients, memoryGradients), Values(job, queryGradients, memoryGradients));
        return Tape.End(ctx, [grad_output], [queryGradients, memoryGradients!, null!]);
    }

    private static AttentionJob Job(int batch, int heads, int width, int queries, int keys, KeyMask? mask, bool causal, TrainingMode mode, double dropout)
    {
        ulong? key = mode.NextKey(dropout);
        return new AttentionJob(batch, heads, width / heads, queries, keys, mask, causal, key is null ? 0 : dropout, key ?? 0);
    }

    // In one tensor the three are side by side, else keys and values are.
    private static HeadSpan Queries(AttentionJob job, Tensor queries, Tensor? memory) =>
        new(queries.bytes, job.Queries, (memory is null ? 3 : 1) * job.Heads * job.Depth, 0, queries.IsBFloat16());

    private static HeadSpan Keys(AttentionJob job, Tensor queries, Tensor? memory) => Memory(job, queries, memory, 0);

    private static HeadSpan Values(AttentionJob job, Tensor queries, Tensor? memory) => Memory(job, queries, memory, 1);

    private static HeadSpan Memory(AttentionJob job, Tensor queries, Tensor? memory, int part)
    {
        int width = job.Heads * job.Depth;
        return memory is null
            ? new HeadSpan(queries.bytes, job.Keys, 3 * width, (1 + part) * width, queries.IsBFloat16())
            : new HeadSpan(memory.bytes, job.Keys, 2 * width, part * width, memory.IsBFloat16());
    }

    private static HeadSpan Joined(AttentionJob job, Tensor tensor) => new(tensor.bytes, job.Queries, job.Heads * job.Depth, 0, tensor.IsBFloat16());
}
