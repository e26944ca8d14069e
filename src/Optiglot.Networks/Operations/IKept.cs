namespace Optiglot.Networks;

/// <summary>A value of a memory as it is: a pooled picture, a latent variable.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IKept<T> : IMemoryPart<T> where T : class
{
    /// <summary>The value, <c>[batch, places, features]</c>.</summary>
    T Value { get; }
}
