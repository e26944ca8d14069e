namespace Optiglot.Networks;

/// <summary>An attention with its four maps and the norm after its residual sum, under Hugging Face's names in LXMERT's cross-modality layers.</summary>
public sealed class LxmertAttention
{
    private readonly MultiHeadAttention attention;

    /// <summary>Declares <c>prefix.inner.{query,key,value}</c>, <c>prefix.output.dense</c> and <c>prefix.output.LayerNorm</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="inner">What stands between: <c>att</c> in attention to the other stream, <c>self</c> elsewhere.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">How weights start.</param>
    public LxmertAttention(ParameterDeclarations declarations, string prefix, string inner, EncoderOptions options, Initialization initialization)
    {
        attention = new MultiHeadAttention(
            declarations, $"{prefix}.{inner}", $"{prefix}.output.dense", options.Width, options.Heads, initialization, options.AttentionDropout);
        Norm = new LayerNorm(declarations, $"{prefix}.output.LayerNorm", options.Width, options.NormEpsilon);
    }

    /// <summary>The norm after the residual sum.</summary>
    public LayerNorm Norm { get; }

    /// <summary>Attends from <paramref name="x"/> <c>[batch, places, width]</c> to states <c>[batch, seen, width]</c>.</summary>
    public T Apply<T>(INetworkOps<T> ops, T x, T states, IMask<T> mask) where T : class => attention.Apply(ops, x, states, mask);
}
