using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A residual sum with dropout and the layer normalisation that follows it, as one step of the gradient tape. On the CPU only.</summary>
internal sealed class FusedNorm : autograd.MultiTensorFunction<FusedNorm>
{
    private const string CallName = "call";

    /// <inheritdoc/>
    public override string Name => nameof(FusedNorm);

    /// <summary>Whether it can compute on such tensors.</summary>
    internal static bool Takes(Tensor x, Tensor y) => GradientSink.Takes(y) && x.dtype == y.dtype && x.shape[^1] % Lanes.Count == 0 && (y.requires_grad || !is_grad_enabled());

    /// <summary><c>sum = x + dropout(y)</c>, and its normalisation.</summary>
    /// <param name="x">The stream, <c>[..., width]</c>.</param>
    /// <param name="y">What is added.</param>
    /// <param name="weight">The norm's weight, <c>[width]</c>.</param>
    /// <param name="bias">The norm's bias, <c>[width]</c>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="mode">Dropout switch.</param>
    /// <param name="dropout">Probability of dropping an element of <paramref name="y"/>.</param>
    internal static (Tensor Sum, Tensor Normed) Of(Tensor x, Tensor y, Parameter weight, Parameter bias, double epsilon, TrainingMode mode, double dropout)
    {
        int width = (int)x.shape[^1];
        ulong? key = mode.NextKey(dropout);
        var job = new NormJob((int)(x.numel() / width), width, x.dtype == ScalarType.BFloat16, epsilon, key is null ? 0 : dropout, key ?? 0);
        var call = new Call(job, weight, bias);
        (x, y) = (x.contiguous(), y.contiguous());
        if (!is_grad_enabled())
        {
            (Tensor sum, Tensor normed, Tensor moments) = Forward(x, y, call);
            moments.Dispose();
            return (sum, normed);
        }

        List<Tensor> both = Tape.Apply(() => apply(x, y, call), results =>
        {
            foreach (Tensor each in results) each.MoveToOuterDisposeScope();
        });
        return (both[0], both[1]);
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (Call)vars[2];
        Tape.Begin(ctx);
        (Tensor sum, Tensor normed, Tensor moments) = Forward((Tensor)vars[0], (Tensor)vars[1], call);
        ctx.save_for_backward([sum, moments]);
        ctx.save_data(CallName, call);
        return [sum, normed];
    }

    /// <inheritdoc/>
    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var call = (Call)ctx.get_data(CallName);
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor sumSlope = Slope(grad_outputs[0]), normedSlope = Slope(grad_outputs[1]);
        Tensor dx = empty_like(sumSlope), dy = empty_like(sumSlope);
        float[] weights = new float[2 * call.Job.Width];
        fixed (byte* sum = saved[0].bytes, moments = saved[1].bytes, above = sumSlope.bytes, beside = normedSlope.bytes, x = dx.bytes, y = dy.bytes, weight = call.Weight.Value.bytes)
            NormKernel.Backward(call.Job, new NormKernel.Places((nint)x, (nint)y, (nint)sum, 0, (nint)weight, 0, (nint)moments), (nint)above, (nint)beside, weights);
        if (call.Weight.Value.requires_grad)
        {
            GradientSink.Add(call.Weight, weights.AsSpan(0, call.Job.Width));
            GradientSink.Add(call.Bias, weights.AsSpan(call.Job.Width));
        }

        return Tape.End(ctx, grad_outputs, [dx, dy, null!]);

        // Nothing went on from one of the two.
        Tensor Slope(Tensor above) => above.IsInvalid ? zeros_like(saved[0]) : above.contiguous();
    }

    private static unsafe (Tensor Sum, Tensor Normed, Tensor Moments) Forward(Tensor x, Tensor y, Call call)
    {
        Tensor sum = empty_like(x), normed = empty_like(x), moments = empty([call.Job.Rows, 2], ScalarType.Float32, x.device);
        fixed (byte* from = x.bytes, added = y.bytes, to = sum.bytes, even = normed.bytes, left = moments.bytes, weight = call.Weight.Value.bytes, bias = call.Bias.Value.bytes)
            NormKernel.Forward(call.Job, new NormKernel.Places((nint)from, (nint)added, (nint)to, (nint)even, (nint)weight, (nint)bias, (nint)left));
        return (sum, normed, moments);
    }

    private sealed record Call(NormJob Job, Parameter Weight, Parameter Bias);
}
