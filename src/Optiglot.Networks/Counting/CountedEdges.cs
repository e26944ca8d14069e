namespace Optiglot.Networks;

/// <summary>Edges that are not counted one by one.</summary>
internal sealed class CountedEdges : IEdges<CountedValue>;
