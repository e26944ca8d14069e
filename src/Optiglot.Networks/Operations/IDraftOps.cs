namespace Optiglot.Networks;

/// <summary>Decoding within a network.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IDraftOps<T> where T : class
{
    /// <summary>Decodes greedily: at each place the best piece, which the next place reads. No gradient goes through it, and no dropout is in it.</summary>
    /// <param name="decode">States <c>[batch, places, width]</c> of what was said so far, as an interpreter of its own runs it.</param>
    /// <param name="source">Real places of the source, which say how long a draft may be.</param>
    /// <param name="options">Begin, end, and most places.</param>
    Draft<T> Draft(Func<INetworkOps<T>, T, T> decode, IMask<T> source, DraftOptions options);
}
