namespace Optiglot.Networks;

/// <summary>
/// The operations that networks are made of. A family is written once against them; an interpreter says what they do: compute with libtorch, write an ONNX
/// graph, count. They are as coarse as they must be to be fast: an interpreter may do each in one pass over memory. Values are <c>[batch, places, features]</c>
/// where nothing else is said. In a step of a search the places of a target are the hypotheses of a beam, and what a whole sequence would see of its own past
/// the interpreter keeps (<see cref="IAttentionOps{T}.AttendPast"/>).
/// </summary>
/// <typeparam name="T">A value: a tensor, the name of a graph's value, a shape.</typeparam>
public interface INetworkOps<T> : IElementwiseOps<T>, IMemoryOps<T>, IAttentionOps<T>, IRecurrenceOps<T>, IGraphOps<T>, IDraftOps<T>
    where T : class
{
    /// <summary>Vectors of ids <c>[...]</c>: <c>[..., width]</c>.</summary>
    T Embed(T ids, Embedding table);

    /// <summary>Pieces with their positions; in a step all stand at the same place.</summary>
    /// <param name="tokens">Ids <c>[batch, places]</c>.</param>
    /// <param name="embedding">Tables, scale, positions.</param>
    /// <exception cref="ArgumentException">The text is longer than the network's positions.</exception>
    T Embed(T tokens, TokenEmbedding embedding);

    /// <summary>An affine map of the last axis.</summary>
    /// <exception cref="ArgumentException">The last axis is not of the map's width.</exception>
    T Linear(T x, Linear map);

    /// <summary>Layer normalisation over the last axis.</summary>
    T Normalize(T x, LayerNorm norm);

    /// <summary>A residual sum and its normalisation.</summary>
    /// <param name="x">The stream.</param>
    /// <param name="y">What is added, after dropout.</param>
    /// <param name="norm">The norm.</param>
    /// <param name="dropout">Dropout of <paramref name="y"/>.</param>
    (T Sum, T Normalized) AddAndNormalize(T x, T y, LayerNorm norm, double dropout);

    /// <summary>Scores of all pieces, <c>[..., vocabulary]</c>, in single precision.</summary>
    T Logits(T x, OutputLayer output);

    /// <summary>Inverted dropout in training; nothing else.</summary>
    T Dropout(T x, double probability);

    /// <summary>
    /// Mean of two branches, of equal shapes. In training one of both stands for all now and then, a draw a call: <paramref name="a"/> alone with half the
    /// probability, <paramref name="b"/> alone with the
    /// other half (drop-net: Zhu et al. 2020, section 4.2).
    /// </summary>
    T DropNet(T a, T b, double probability);
}
