namespace Optiglot.Networks;

/// <summary>Multi-head attention ("Attention is all you need", section 3.2), without the projections.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IAttentionOps<T> where T : class
{
    /// <summary>Attention among the places of a text.</summary>
    /// <param name="all">Queries, keys and values side by side, <c>[batch, places, 3 × width]</c>.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="mask">Which places are real.</param>
    /// <param name="dropout">Dropout of the weights.</param>
    /// <returns>Heads side by side, <c>[batch, places, width]</c>.</returns>
    T AttendSelf(T all, int heads, IMask<T> mask, double dropout);

    /// <summary>
    /// Attention of each target place to what came before it, and to itself. In a step the interpreter adds the newest place to what it keeps under the name.
    /// </summary>
    /// <param name="all">Queries, keys and values side by side, <c>[batch, places, 3 × width]</c>.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="layer">Number of the layer: what is kept goes by it.</param>
    /// <param name="dropout">Dropout of the weights.</param>
    T AttendPast(T all, int heads, int layer, double dropout);

    /// <summary>Keys and values of states that are attended to in the same pass.</summary>
    /// <param name="states">The states, <c>[batch, places, features]</c>.</param>
    /// <param name="map">Gives keys and values side by side.</param>
    /// <param name="heads">Number of heads.</param>
    IKeysValues<T> Project(T states, Linear map, int heads);

    /// <summary>Keys and values of a memory, made once a sentence and read at each step of a decoder.</summary>
    /// <param name="name">What the memory is called with its layer, <c>cross_0</c>.</param>
    /// <param name="states">The memory, <c>[batch, places, features]</c>.</param>
    /// <param name="map">Gives keys and values side by side.</param>
    /// <param name="heads">Number of heads.</param>
    IKeysValues<T> Remember(string name, T states, Linear map, int heads);

    /// <summary>Attention to a memory.</summary>
    /// <param name="queries">Queries, <c>[batch, places, width]</c>.</param>
    /// <param name="memory">Keys and values.</param>
    /// <param name="mask">Which places of the memory are real.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="dropout">Dropout of the weights.</param>
    /// <param name="recording">What is wanted beside the result.</param>
    Attention<T> Attend(T queries, IKeysValues<T> memory, IMask<T> mask, int heads, double dropout, AttentionRecording recording = AttentionRecording.None);

    /// <summary>Whether the attention weights of this pass are wanted.</summary>
    bool RecordsAttention { get; }
}
