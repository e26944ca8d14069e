namespace Optiglot.Networks;

/// <summary>How a draft begins and ends.</summary>
/// <param name="Begin">The target's begin piece.</param>
/// <param name="End">Its end piece.</param>
/// <param name="Maximum">Most places.</param>
/// <param name="Output">Gives scores of the decoder's states.</param>
public sealed record DraftOptions(int Begin, int End, int Maximum, OutputLayer Output)
{
    /// <summary>A draft has at most this many times as many pieces as its source, so that it does not depend on what else is in a batch.</summary>
    public const int MostForEachPiece = 2;
}
