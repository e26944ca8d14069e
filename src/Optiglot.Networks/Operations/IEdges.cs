namespace Optiglot.Networks;

/// <summary>Edges between the places of a text and those of its regions, in the form an interpreter wants.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IEdges<T> where T : class;
