using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A table of vectors; with tied weights also the output layer.</summary>
public sealed class Embedding
{
    /// <summary>Declares <c>name</c> <c>[count, width]</c>.</summary>
    public Embedding(ParameterBuilder builder, string name, int count, int width, double deviation)
    {
        Count = count;
        Width = width;
        Table = builder.Add(name, Initialization.Normal(deviation), count, width);
    }

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>Width of a vector.</summary>
    public int Width { get; }

    /// <summary>The table, <c>[count, width]</c>.</summary>
    public Parameter Table { get; }

    /// <summary>Looks up <paramref name="ids"/> <c>[...]</c> of int64, each below <see cref="Count"/>; gives <c>[..., width]</c>.</summary>
    public Tensor Apply(Tensor ids)
    {
        Tensor flat = ids.reshape(-1), table = Table.Value;
        bool learns = table.requires_grad && is_grad_enabled();
        Tensor rows = learns && KernelTensors.Support(table) ? EmbeddingLookup.Apply(Table, flat) : table.index_select(0, flat);
        return rows.view([.. ids.shape, Width]);
    }
}
