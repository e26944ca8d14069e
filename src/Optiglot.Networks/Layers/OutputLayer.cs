namespace Optiglot.Networks;

/// <summary>Where scores of pieces come from: a table, mostly the embedding's, and a bias where there is one.</summary>
/// <param name="Table">A vector a piece.</param>
/// <param name="Bias">Its bias, <c>[count]</c>.</param>
public sealed record OutputLayer(Embedding Table, ParameterDeclaration? Bias = null);
