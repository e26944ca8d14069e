namespace Optiglot.Networks;

/// <summary>
/// Attention from one sequence to another, or to a part of itself, with its maps of queries, keys, values and output (Vaswani et al. 2017, section 3.2).
/// </summary>
public sealed class MultiHeadAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly int heads;
    private readonly double dropout;

    /// <summary>Declares <c>prefix.{query,key,value}</c> and the output map.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="outputName">Name of the output map.</param>
    /// <param name="width">Width of queries and output.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="initialization">How weights start.</param>
    /// <param name="dropout">Of the attention's weights.</param>
    /// <param name="statesWidth">Width of what is attended to, where it is another.</param>
    public MultiHeadAttention(
        ParameterDeclarations declarations, string prefix, string outputName, int width, int heads, Initialization initialization, double dropout,
            int? statesWidth = null)
    {
        (this.heads, this.dropout) = (heads, dropout);
        query = new Linear(declarations, $"{prefix}.query", width, width, initialization);
        keyValue = new Linear(declarations, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], statesWidth ?? width, width, initialization);
        output = new Linear(declarations, outputName, width, width, initialization);
    }

    /// <summary>
    /// Attends from each place of <paramref name="x"/> <c>[batch, places, width]</c> to the real ones of <paramref name="states"/> <c>[batch, seen, states'
    /// width]</c>.
    /// </summary>
    public T Apply<T>(INetworkOps<T> ops, T x, T states, IMask<T> mask) where T : class =>
        ops.Linear(ops.Attend(ops.Linear(x, query), ops.Project(states, keyValue, heads), mask, heads, dropout).Output, output);
}
