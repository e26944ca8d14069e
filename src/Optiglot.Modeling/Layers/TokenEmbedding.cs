using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Pieces with their positions: what enters a stack of layers.</summary>
internal sealed class TokenEmbedding(Embedding words, Embedding? positions, double scale, int maximum)
{
    internal Embedding Words => words;

    /// <summary>Embeds <c>[batch, length]</c>, the first place being <paramref name="first"/>; gives <c>[batch, length, width]</c>.</summary>
    /// <exception cref="ArgumentException">The text is longer than the model's positions.</exception>
    internal Tensor Apply(Tensor tokens, long first = 0)
    {
        long length = tokens.shape[1];
        if (first + length > maximum) throw new ArgumentException($"a text of {first + length} pieces is longer than the model's {maximum} positions; split or truncate it");
        Tensor x = words.Apply(tokens);
        if (scale != 1) x = x.Times(scale);
        return x.Plus(positions is null
            ? SinusoidalPositions.Of(first, length, words.Width, x.dtype, x.device)
            : positions.Table.Value.narrow(0, first, length));
    }
}
