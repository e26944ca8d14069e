namespace Optiglot.Networks;

/// <summary>
/// What the second pass looks at: text and regions as in <see cref="DoublyAttention"/>, and the draft, whose places are the first pass' states with the words
/// it said beside them; all summed (Ive et al.
/// 2019, section 3.2).
/// </summary>
public sealed class DeliberationAttention : ICrossAttention
{
    private readonly DoublyAttention source;
    private readonly JointAttention draft;

    /// <summary>Declares what <see cref="DoublyAttention"/> declares, and the same under <c>prefix.draft</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="regionWidth">Width of a region's vector; 0 for a network that sees no picture.</param>
    public DeliberationAttention(ParameterDeclarations declarations, string prefix, int layer, DecoderOptions options, int regionWidth)
    {
        source = new DoublyAttention(declarations, prefix, layer, options, regionWidth);
        draft = new JointAttention(
            declarations, $"{prefix}.draft", $"{DeliberationNetwork.DraftName}_{layer}", options, isTextOnly: false,
            DeliberationNetwork.DraftName, 2 * options.Width);
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class
    {
        source.Remember(ops, states, memory);
        draft.Remember(ops, states, memory);
    }

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        CrossAttention<T> seen = source.Attend(ops, x, memory, recording);
        return seen with { Output = ops.Add(seen.Output, draft.Attend(ops, x, memory, AttentionRecording.None).Output) };
    }
}
