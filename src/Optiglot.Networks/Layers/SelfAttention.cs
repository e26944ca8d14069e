namespace Optiglot.Networks;

/// <summary>Multi-head self-attention; query, key and value are one product.</summary>
public sealed class SelfAttention
{
    private readonly Linear project;
    private readonly Linear output;
    private readonly int heads;
    private readonly double dropout;

    /// <summary>Declares <c>prefix.{query,key,value}</c> and the output map.</summary>
    public SelfAttention(ParameterDeclarations declarations, string prefix, string outputName, int width, int heads, Initialization initialization,
        double dropout)
    {
        (this.heads, this.dropout) = (heads, dropout);
        project = new Linear(declarations, $"{prefix}.query_key_value", [$"{prefix}.query", $"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        output = new Linear(declarations, outputName, width, width, initialization);
    }

    /// <summary>Attends among all real places of <paramref name="x"/> <c>[batch, places, width]</c>.</summary>
    public T Apply<T>(INetworkOps<T> ops, T x, IMask<T> mask) where T : class =>
        ops.Linear(ops.AttendSelf(ops.Linear(x, project), heads, mask, dropout), output);

    /// <summary>Attends from each place to itself and to what came before.</summary>
    public T ApplyToPast<T>(INetworkOps<T> ops, T x, int layer) where T : class =>
        ops.Linear(ops.AttendPast(ops.Linear(x, project), heads, layer, dropout), output);
}
