namespace Optiglot.Networks;

/// <summary>Messages along the edges of a graph whose nodes are words and regions.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IGraphOps<T> where T : class
{
    /// <summary>Makes the edges of a batch known.</summary>
    /// <param name="joined">True where a place of the text and a region are joined, bool <c>[batch, source, regions]</c>.</param>
    IEdges<T> Edges(T joined);

    /// <summary>
    /// What each node hears of those it is joined with, element by element: <c>Σ_j σ(own_i + other_j) ⊙ values_j</c>, and 0 for a node without an edge (Yin et
    /// al. 2020, section 2.2).
    /// </summary>
    /// <param name="own">The hearing nodes' part of the gates, <c>[batch, nodes, width]</c>.</param>
    /// <param name="other">The heard nodes' part, <c>[batch, others, width]</c>.</param>
    /// <param name="values">What they say, of the same shape.</param>
    /// <param name="edges">Which are joined.</param>
    /// <param name="hearer">Whether <see cref="MemoryNames.Text"/> hears <see cref="MemoryNames.Regions"/>, or these the text.</param>
    T GatherGated(T own, T other, T values, IEdges<T> edges, string hearer);
}
