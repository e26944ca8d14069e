namespace Optiglot.Networks;

/// <summary>Operations on each element, and on the order of elements.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IElementwiseOps<T> where T : class
{
    /// <summary><c>a + b</c>, of equal shapes.</summary>
    T Add(T a, T b);

    /// <summary><c>a · b</c>, element by element, of equal shapes.</summary>
    T Multiply(T a, T b);

    /// <summary>Each element times a number, <c>factor · x</c>.</summary>
    T Scale(T x, double factor);

    /// <summary>An activation of each element.</summary>
    T Activate(T x, Activation activation);

    /// <summary>Each place by a number of its own.</summary>
    /// <param name="x"><c>[batch, places, features]</c>.</param>
    /// <param name="factors"><c>[batch, places, 1]</c>.</param>
    T ScalePlaces(T x, T factors);

    /// <summary>One vector a sentence, <c>[batch, 1, features]</c>, at all places of another value: <c>[batch, places, features]</c>.</summary>
    T Expand(T one, T like);

    /// <summary>Sum over the features, <c>[batch, places, 1]</c>.</summary>
    T SumFeatures(T x);

    /// <summary>Some of the features: <c>[..., count]</c>.</summary>
    /// <param name="x"><c>[batch, places, features]</c>.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    T SliceFeatures(T x, int first, int count);

    /// <summary>Features side by side: <c>[..., a + b]</c>.</summary>
    T ConcatenateFeatures(T a, T b);

    /// <summary>Places of <paramref name="a"/>, then those of <paramref name="b"/>: <c>[batch, a + b, features]</c>.</summary>
    T ConcatenatePlaces(T a, T b);
}
