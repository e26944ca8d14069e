namespace Optiglot.Networks;

/// <summary>One softmax over all states of one name, text and regions together; or over the text alone, where the decoder shall not see regions.</summary>
public sealed class JointAttention : ICrossAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly int heads;
    private readonly double dropout;
    private readonly string memoryName;
    private readonly string statesName;
    private readonly bool isTextOnly;

    /// <summary>Declares the maps <c>prefix.{query,key,value,output}</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="memoryName">Name of keys and values.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="isTextOnly">Whether regions are not seen.</param>
    /// <param name="statesName">Name of the encoder's states that it attends to.</param>
    /// <param name="statesWidth">Their width, where it is not the decoder's.</param>
    /// <param name="isExact">Whether they are too uneven for 8 bits.</param>
    public JointAttention(
        ParameterDeclarations declarations, string prefix, string memoryName, DecoderOptions options, bool isTextOnly,
            string statesName = MemoryNames.States, int? statesWidth = null, bool isExact = false)
    {
        int width = options.Width;
        Initialization initialization = Initialization.Xavier;
        query = new Linear(declarations, $"{prefix}.query", width, width, initialization);
        keyValue = new Linear(declarations, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], statesWidth ?? width, width,
            initialization) { IsExact = isExact };
        output = new Linear(declarations, $"{prefix}.output", width, width, initialization);
        (heads, dropout, this.memoryName, this.statesName, this.isTextOnly) = (options.Heads, options.AttentionDropout, memoryName, statesName, isTextOnly);
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class
    {
        (T value, IMask<T> mask) = states[statesName];
        memory.Add(memoryName, ops.Remember(memoryName, isTextOnly ? ops.Part(value, mask, MemoryNames.Text) : value, keyValue, heads));
    }

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        IMask<T> mask = memory.Mask(statesName);
        if (isTextOnly) (mask, recording) = (mask.Part(MemoryNames.Text), recording & ~AttentionRecording.Parts);
        Attention<T> seen = ops.Attend(ops.Linear(x, query), memory.KeysValues(memoryName), mask, heads, dropout, recording);
        T? text = seen.Parts?[0], regions = seen.Parts is { Count: > 1 } ? seen.Parts[1] : null;
        return new CrossAttention<T>(ops.Linear(seen.Output, output), regions is null ? null : text, regions, seen.Weights is null ? null : [seen.Weights]);
    }
}
