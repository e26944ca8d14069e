namespace Optiglot.Networks;

/// <summary>One softmax over all states, text and regions together; or over the text alone, where the decoder shall not see regions.</summary>
public sealed class JointAttention : ICrossAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly int heads;
    private readonly double dropout;
    private readonly string memoryName;
    private readonly bool isTextOnly;

    /// <summary>Declares <c>prefix.{query,key,value,output}</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="memoryName">Name of keys and values.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="isTextOnly">Whether regions are not seen.</param>
    public JointAttention(ParameterDeclarations declarations, string prefix, string memoryName, DecoderOptions options, bool isTextOnly)
    {
        int width = options.Width;
        Initialization initialization = Initialization.Xavier;
        query = new Linear(declarations, $"{prefix}.query", width, width, initialization);
        keyValue = new Linear(declarations, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        output = new Linear(declarations, $"{prefix}.output", width, width, initialization);
        (heads, dropout, this.memoryName, this.isTextOnly) = (options.Heads, options.AttentionDropout, memoryName, isTextOnly);
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, States<T> states, DecoderMemory<T> memory) where T : class =>
        memory.Add(memoryName, ops.Remember(memoryName, isTextOnly ? ops.Part(states.Value, states.Mask, MemoryNames.Text) : states.Value, keyValue, heads));

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        IMask<T> mask = memory.Mask(MemoryNames.States);
        if (isTextOnly) (mask, recording) = (mask.Part(MemoryNames.Text), recording & ~AttentionRecording.Parts);
        Attention<T> seen = ops.Attend(ops.Linear(x, query), memory.KeysValues(memoryName), mask, heads, dropout, recording);
        T? text = seen.Parts?[0], regions = seen.Parts is { Count: > 1 } ? seen.Parts[1] : null;
        return new CrossAttention<T>(ops.Linear(seen.Output, output), regions is null ? null : text, regions, seen.Weights is null ? null : [seen.Weights]);
    }
}
