namespace Optiglot.Networks;

/// <summary>Operations on each element, and on the order of elements.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IElementwiseOps<T> where T : class
{
    /// <summary><c>a + b</c>, of equal shapes.</summary>
    T Add(T a, T b);

    /// <summary><c>a · b</c>, element by element, of equal shapes.</summary>
    T Multiply(T a, T b);

    /// <summary><c>factor · x</c>.</summary>
    T Scale(T x, double factor);

    /// <summary>An activation of each element.</summary>
    T Activate(T x, Activation activation);

    /// <summary>Features side by side: <c>[..., a + b]</c>.</summary>
    T ConcatenateFeatures(T a, T b);

    /// <summary>Places of <paramref name="a"/>, then those of <paramref name="b"/>: <c>[batch, a + b, features]</c>.</summary>
    T ConcatenatePlaces(T a, T b);
}
