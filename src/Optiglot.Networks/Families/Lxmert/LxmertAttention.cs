namespace Optiglot.Networks;

/// <summary>An attention with its four maps and the norm after its residual sum, under Hugging Face's names in LXMERT's cross-modality layers.</summary>
public sealed class LxmertAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly int heads;
    private readonly double dropout;

    /// <summary>Declares <c>prefix.inner.{query,key,value}</c>, <c>prefix.output.dense</c> and <c>prefix.output.LayerNorm</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="inner">What stands between: <c>att</c> in attention to the other stream, <c>self</c> elsewhere.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">How weights start.</param>
    public LxmertAttention(ParameterDeclarations declarations, string prefix, string inner, EncoderOptions options, Initialization initialization)
    {
        (int width, heads, dropout) = (options.Width, options.Heads, options.AttentionDropout);
        query = new Linear(declarations, $"{prefix}.{inner}.query", width, width, initialization);
        keyValue = new Linear(declarations, $"{prefix}.{inner}.key_value", [$"{prefix}.{inner}.key", $"{prefix}.{inner}.value"], width, width, initialization);
        output = new Linear(declarations, $"{prefix}.output.dense", width, width, initialization);
        Norm = new LayerNorm(declarations, $"{prefix}.output.LayerNorm", width, options.NormEpsilon);
    }

    /// <summary>The norm after the residual sum.</summary>
    public LayerNorm Norm { get; }

    /// <summary>Attends from <paramref name="x"/> <c>[batch, places, width]</c> to states <c>[batch, seen, width]</c>.</summary>
    public T Apply<T>(INetworkOps<T> ops, T x, T states, IMask<T> mask) where T : class =>
        ops.Linear(ops.Attend(ops.Linear(x, query), ops.Project(states, keyValue, heads), mask, heads, dropout).Output, output);
}
