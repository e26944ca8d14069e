using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Looking rows of a table up, with a backward pass of ours: <see cref="EmbeddingGradient"/> adds to the table's gradient, and autograd is told of none.
/// </summary>
internal sealed class EmbeddingLookup : autograd.SingleTensorFunction<EmbeddingLookup>
{
    private const string Table = "table", Ids = "ids";

    public override string Name => nameof(EmbeddingLookup);

    /// <summary>Rows of <paramref name="table"/> by <paramref name="ids"/>, int64 <c>[places]</c>: <c>[places, width]</c>.</summary>
    internal static Tensor Apply(Parameter table, Tensor ids) => Tape.Apply(() => apply(table.Value, ids, table));

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tape.Begin(ctx);
        (Tensor value, Tensor ids) = ((Tensor)vars[0], (Tensor)vars[1]);
        using Tensor whole = ids.contiguous();
        ctx.save_data(Table, vars[2]);
        ctx.save_data(Ids, whole.Longs().ToArray());
        return value.index_select(0, ids);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        Parameter table = (Parameter)ctx.get_data(Table);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor target = table.Gradient, rows = grad_output.to(target.dtype).contiguous();
        EmbeddingGradient.Add(target.bytes, (int)target.shape[1], target.IsBFloat16(), (long[])ctx.get_data(Ids), rows.bytes);
        return Tape.End(ctx, [grad_output], [null!, null!, null!]);
    }
}
