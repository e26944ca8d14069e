namespace Optiglot.Networks;

/// <summary>The position-wise block: widen, activate, narrow.</summary>
public sealed class FeedForward
{
    private readonly Linear widen;
    private readonly Linear narrow;
    private readonly Activation activation;
    private readonly double dropout;

    /// <summary>Declares two affine maps of the given names.</summary>
    public FeedForward(
        ParameterDeclarations declarations, string widenName, string narrowName, int width, int inner, Activation activation, Initialization initialization,
            double dropout)
    {
        widen = new Linear(declarations, widenName, width, inner, initialization);
        narrow = new Linear(declarations, narrowName, inner, width, initialization);
        if (!Enum.IsDefined(activation)) throw new ArgumentException($"activation `{activation}` is none of {string.Join(", ", Enum.GetNames<Activation>())}");
        (this.activation, this.dropout) = (activation, dropout);
    }

    /// <summary>Maps <c>[..., width]</c> to <c>[..., width]</c>.</summary>
    public T Apply<T>(INetworkOps<T> ops, T x) where T : class =>
        ops.Linear(ops.Dropout(ops.Activate(ops.Linear(x, widen), activation), dropout), narrow);
}
