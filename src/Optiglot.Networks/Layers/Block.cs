namespace Optiglot.Networks;

/// <summary>A block of a layer with its residual sum and its norm, before or after it.</summary>
/// <param name="norm">The norm.</param>
/// <param name="placement">Where it stands.</param>
public sealed class Block(LayerNorm norm, NormPlacement placement)
{
    private readonly bool isPre = placement switch
    {
        NormPlacement.Pre => true,
        NormPlacement.Post => false,
        _ => throw new ArgumentException($"norm `{placement}` is none of {string.Join(", ", Enum.GetNames<NormPlacement>())}"),
    };

    /// <summary>Adds what a block makes of the states.</summary>
    public void Add<T>(ResidualStream<T> stream, Func<T, T> block) where T : class
    {
        stream.Add(block(Enter(stream)));
        AddNothing(stream);
    }

    /// <summary>What enters the block: the states, normalised where the norm stands before it.</summary>
    public T Enter<T>(ResidualStream<T> stream) where T : class => isPre ? stream.Normalized(norm) : stream.Value;

    /// <summary>As if the block had given 0: the states, normalised where the norm stands after it.</summary>
    public void AddNothing<T>(ResidualStream<T> stream) where T : class
    {
        if (!isPre) stream.Normalize(norm);
    }
}
