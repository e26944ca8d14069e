namespace Optiglot.Networks;

/// <summary>Which places of a batch are real, in the forms an interpreter's attention wants.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IMask<T> : IMemoryPart<T> where T : class
{
    /// <summary>What the places are, in their order: <c>text</c>, then <c>regions</c>.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>The mask of one part.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    IMask<T> Part(string part);
}
