namespace Optiglot.Networks;

/// <summary>Operations on masks, and hints on what is needed how long; an interpreter without memory to free ignores the latter.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IMemoryOps<T> where T : class
{
    /// <summary>Makes a mask known.</summary>
    /// <param name="part">What the places are: <c>text</c>, <c>regions</c>.</param>
    /// <param name="real">True where a place is real, bool <c>[batch, places]</c>.</param>
    IMask<T> Mask(string part, T real);

    /// <summary>The places of one mask, then those of another; its parts are theirs.</summary>
    IMask<T> Join(IMask<T> first, IMask<T> second);

    /// <summary>The places of one part: <c>[batch, part, features]</c>.</summary>
    /// <param name="x">States of all parts.</param>
    /// <param name="mask">Their mask.</param>
    /// <param name="part">A part of it.</param>
    T Part(T x, IMask<T> mask, string part);

    /// <summary><paramref name="x"/> <c>[batch, places, features]</c>, and 0 for each sentence that <paramref name="mask"/> has no real place of.</summary>
    T ZeroWhereAbsent(T x, IMask<T> mask);

    /// <summary>Mean over the real places, <c>[batch, 1, features]</c> of <c>[batch, places, features]</c>; 0 for a sentence that has none.</summary>
    T Mean(T x, IMask<T> mask);

    /// <summary>Mean over the real places, weighed by the softmax of a score each, <c>[batch, 1, features]</c>. Each sentence has a real place.</summary>
    /// <param name="x"><c>[batch, places, features]</c>.</param>
    /// <param name="scores"><c>[batch, places, 1]</c>.</param>
    /// <param name="mask">Which places are real.</param>
    T Pool(T x, T scores, IMask<T> mask);

    /// <summary>A value that is made once a sentence and read at each step of a decoder, <c>[batch, places, features]</c>.</summary>
    /// <param name="name">Its name in the memory.</param>
    /// <param name="x">The value.</param>
    IKept<T> Remember(string name, T x);

    /// <summary>What is made until this is disposed is freed then, unless it is kept; null where nothing is freed.</summary>
    IDisposable? Scope();

    /// <summary>Outlives the innermost scope.</summary>
    void Keep(T x);

    /// <summary>Is not needed any more.</summary>
    void Free(T x);
}
