namespace Optiglot.Networks;

/// <summary>A value of a memory of which only the shape is known.</summary>
/// <param name="Value">The value.</param>
internal sealed record CountedKept(CountedValue Value) : IKept<CountedValue>;
