using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// An affine map as one step of the gradient tape: the gradients of weight and bias are added where they are kept, by the product itself. On the CPU only.
/// </summary>
internal sealed class FusedLinear : autograd.SingleTensorFunction<FusedLinear>
{
    private const string CallName = "call";

    /// <inheritdoc/>
    public override string Name => nameof(FusedLinear);

    /// <summary><c>x Wᵀ + b</c>.</summary>
    /// <param name="x">Input, <c>[..., inputs]</c>, which needs a gradient.</param>
    /// <param name="weight">W, <c>[outputs, inputs]</c>.</param>
    /// <param name="bias">b, <c>[outputs]</c>; null: none.</param>
    internal static Tensor Of(Tensor x, Parameter weight, Parameter? bias) => Tape.Apply(() => apply(x.contiguous(), new Call(weight, bias)));

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor x, Call call) = ((Tensor)vars[0], (Call)vars[1]);
        Tape.Begin(ctx);
        ctx.save_for_backward([x]);
        ctx.save_data(CallName, call);
        return nn.functional.linear(x, call.Weight.Value, call.Bias?.Value);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var call = (Call)ctx.get_data(CallName);
        Tensor x = ctx.get_saved_variables()[0], weight = call.Weight.Value;
        Tensor above = grad_output.contiguous().view(-1, weight.shape[0]);
        if (weight.requires_grad)
        {
            call.Weight.Gradient.addmm_(above.t(), x.view(-1, weight.shape[1]));
            if (call.Bias is not null) AddColumns(above, call.Bias);
        }

        return Tape.End(ctx, [grad_output], [above.mm(weight).view(x.shape), null!]);
    }

    private static void AddColumns(Tensor above, Parameter bias)
    {
        float[] totals = new float[above.shape[1]];
        RowSums.Add(above.bytes, (int)above.shape[0], totals.Length, above.IsBFloat16(), totals);
        bias.AddGradient(totals);
    }

    private sealed record Call(Parameter Weight, Parameter? Bias);
}
