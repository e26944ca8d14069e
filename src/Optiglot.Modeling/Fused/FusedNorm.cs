using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A residual sum with dropout and the layer normalisation that follows it, as one step of the gradient tape. On the CPU only.</summary>
internal sealed class FusedNorm : autograd.MultiTensorFunction<FusedNorm>
{
    private const string CallName = "call";

    /// <inheritdoc/>
    public override string Name => nameof(FusedNorm);

    /// <summary>Whether it can compute on such tensors.</summary>
    internal static bool Supports(Tensor x, Tensor y) =>
        KernelTensors.Support(y) && x.dtype == y.dtype && x.shape[^1] % Float32x16.Count == 0 && (y.requires_grad || !is_grad_enabled());

    /// <summary><c>sum = x + dropout(y)</c>, and its normalisation.</summary>
    /// <param name="x">The stream, <c>[..., width]</c>.</param>
    /// <param name="y">What is added.</param>
    /// <param name="norm">The norm.</param>
    /// <param name="mode">Dropout switch.</param>
    /// <param name="dropout">Probability of dropping an element of <paramref name="y"/>.</param>
    internal static (Tensor Sum, Tensor Normed) Of(Tensor x, Tensor y, NormWeights norm, TrainingMode mode, double dropout)
    {
        int width = (int)x.shape[^1];
        ulong? key = mode.NextKey(dropout);
        var job = new NormJob((int)(x.numel() / width), width, x.IsBFloat16(), norm.Epsilon, key is null ? 0 : dropout, key ?? 0);
        var call = new Call(job, norm);
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
    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var call = (Call)ctx.get_data(CallName);
        NormWeights norm = call.Norm;
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor sumGradient = Gradient(grad_outputs[0]), normedGradient = Gradient(grad_outputs[1]);
        Tensor dx = empty_like(sumGradient), dy = empty_like(sumGradient);
        float[] weights = new float[2 * call.Job.Width];
        NormKernel.Backward(
            call.Job, saved[0].bytes, saved[1].Floats(), norm.Weight.Value.bytes, sumGradient.bytes, normedGradient.bytes, dx.bytes, dy.bytes, weights);
        if (norm.Weight.Value.requires_grad)
        {
            norm.Weight.AddGradient(weights.AsSpan(0, call.Job.Width));
            norm.Bias.AddGradient(weights.AsSpan(call.Job.Width));
        }

        return Tape.End(ctx, grad_outputs, [dx, dy, null!]);

        // Nothing went on from one of the two.
        Tensor Gradient(Tensor above) => above.IsInvalid ? zeros_like(saved[0]) : above.contiguous();
    }

    private static (Tensor Sum, Tensor Normed, Tensor Moments) Forward(Tensor x, Tensor y, Call call)
    {
        Tensor sum = empty_like(x), normed = empty_like(x), moments = empty([call.Job.Rows, 2], ScalarType.Float32, x.device);
        NormWeights norm = call.Norm;
        NormKernel.Forward(call.Job, x.bytes, y.bytes, norm.Weight.Value.bytes, norm.Bias.Value.bytes, sum.bytes, normed.bytes, moments.Floats());
        return (sum, normed, moments);
    }

    private sealed record Call(NormJob Job, NormWeights Norm);
}
