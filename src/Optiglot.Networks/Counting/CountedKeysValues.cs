namespace Optiglot.Networks;

/// <summary>Keys and values of which only the shape is known, <c>[batch, places, 2 × width]</c>.</summary>
/// <param name="Both">Both side by side.</param>
internal sealed record CountedKeysValues(CountedValue Both) : IKeysValues<CountedValue>;
