namespace Optiglot.Networks;

/// <summary>Pieces with their positions: what enters a stack of layers.</summary>
/// <param name="Words">The table of pieces.</param>
/// <param name="Positions">The learned table of positions; null: sines and cosines.</param>
/// <param name="PositionsName">Name of the positions, learned or not.</param>
/// <param name="Scale">Factor of the pieces' vectors.</param>
/// <param name="Maximum">Most places.</param>
public sealed record TokenEmbedding(Embedding Words, Embedding? Positions, string PositionsName, double Scale, int Maximum)
{
    /// <summary>Declares what a kind of positions needs.</summary>
    /// <exception cref="ArgumentException">The kind is none of the known ones.</exception>
    public static TokenEmbedding Of(ParameterDeclarations declarations, Embedding words, PositionKind kind, string name, double scale, int maximum,
        double deviation) => kind switch
    {
        PositionKind.Learned => new TokenEmbedding(words, new Embedding(declarations, name, maximum, words.Width, deviation), name, scale, maximum),
        PositionKind.Sinusoidal => new TokenEmbedding(words, null, name, scale, maximum),
        _ => throw new ArgumentException($"positions `{kind}` are none of {string.Join(", ", Enum.GetNames<PositionKind>())}"),
    };
}
