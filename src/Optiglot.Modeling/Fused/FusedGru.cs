using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// A step of a gated recurrent unit as one step of the gradient tape: one product and one pass forward, two products and one pass backward. On the CPU only.
/// </summary>
internal sealed class FusedGru : autograd.SingleTensorFunction<FusedGru>
{
    private const string CallName = "call";

    /// <inheritdoc/>
    public override string Name => nameof(FusedGru);

    /// <summary>Whether it can compute on such tensors.</summary>
    internal static bool Supports(Tensor mapped, Tensor state) =>
        KernelTensors.Support(mapped) && mapped.dtype == state.dtype && (mapped.requires_grad || !is_grad_enabled());

    /// <summary>The next state, <c>[..., width]</c>.</summary>
    /// <param name="mapped">What the input is mapped to, <c>[..., 3 × width]</c>.</param>
    /// <param name="state">The state before, <c>[..., width]</c>.</param>
    /// <param name="weight">U, <c>[3 × width, width]</c>.</param>
    /// <param name="bias">Its biases, <c>[3 × width]</c>.</param>
    /// <param name="real">Whether a row is real, else it keeps its state; empty: all are.</param>
    internal static Tensor Of(Tensor mapped, Tensor state, Parameter weight, Parameter bias, bool[] real)
    {
        var call = new Call(weight, bias, real, mapped.shape);
        return Tape.Apply(() =>
        {
            (Tensor m, Tensor s) = (mapped.contiguous(), state.contiguous());
            return is_grad_enabled() ? apply(m, s, call) : Forward(m, s, call).Next;
        });
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor state, Call call) = ((Tensor)vars[1], (Call)vars[2]);
        Tape.Begin(ctx);
        (Tensor next, Tensor kept) = Forward((Tensor)vars[0], state, call);
        ctx.save_for_backward([state, kept]);
        ctx.save_data(CallName, call);
        return next;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var call = (Call)ctx.get_data(CallName);
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor state = saved[0], weight = call.Weight.Value;
        int width = (int)state.shape[^1], rows = (int)(state.numel() / width);
        Tensor mapped = Rows(3 * width), turned = Rows(3 * width), before = Rows(width);
        GruKernel.Backward(
            width, saved[1].Floats(), Single(state).Floats(), Single(grad_output.contiguous()).Floats(), call.Real,
            mapped.Floats(), turned.Floats(), before.Floats());
        turned = turned.to(state.dtype);
        if (weight.requires_grad)
        {
            call.Weight.Gradient.addmm_(turned.t(), state.view(rows, width));
            float[] totals = new float[3 * width];
            RowSums.Add(turned.bytes, rows, totals.Length, turned.IsBFloat16(), totals);
            call.Bias.AddGradient(totals);
        }

        before = before.to(state.dtype).Plus(turned.mm(weight));
        return Tape.End(ctx, [grad_output], [mapped.to(state.dtype).view(call.Shape), before.view(state.shape), null!]);

        Tensor Rows(int each) => empty([rows, each], ScalarType.Float32, state.device);
    }

    private static (Tensor Next, Tensor Kept) Forward(Tensor mapped, Tensor state, Call call)
    {
        int width = (int)state.shape[^1];
        Tensor turned = Single(nn.functional.linear(state, call.Weight.Value, call.Bias.Value));
        Tensor kept = empty([state.numel() / width, GruKernel.Kept * width], ScalarType.Float32, state.device);
        Tensor next = empty(state.shape, ScalarType.Float32, state.device);
        GruKernel.Forward(width, Single(mapped).Floats(), turned.Floats(), Single(state).Floats(), call.Real, kept.Floats(), next.Floats());
        return (next.to(state.dtype), kept);
    }

    private static Tensor Single(Tensor x) => x.to(ScalarType.Float32);

    private sealed record Call(Parameter Weight, Parameter Bias, bool[] Real, long[] Shape);
}
