namespace Optiglot.Networks;

/// <summary>
/// Two attentions of one query, to text and to regions with keys and values of their own; summed (parallel) or gated. A sentence without a picture has the
/// text's alone.
/// </summary>
public sealed class SplitAttention : ICrossAttention
{
    private readonly Linear query;
    private readonly Linear textKeyValue;
    private readonly Linear regionKeyValue;
    private readonly Linear output;
    private readonly Linear? gate;
    private readonly int heads;
    private readonly double dropout;
    private readonly string textName;
    private readonly string regionName;

    /// <summary>Declares <c>prefix.{query,key,value,region_key,region_value,output}</c> and, where it is gated, <c>prefix.gate</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="isGated">Whether a sigmoid gate decides how much of the regions is added.</param>
    public SplitAttention(ParameterDeclarations declarations, string prefix, int layer, DecoderOptions options, bool isGated)
    {
        int width = options.Width;
        Initialization initialization = Initialization.Xavier;
        query = new Linear(declarations, $"{prefix}.query", width, width, initialization);
        textKeyValue = new Linear(declarations, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        regionKeyValue = new Linear(declarations, $"{prefix}.region_key_value", [$"{prefix}.region_key", $"{prefix}.region_value"], width, width,
            initialization);
        output = new Linear(declarations, $"{prefix}.output", width, width, initialization);
        if (isGated) gate = new Linear(declarations, $"{prefix}.gate", 2 * width, width, initialization);
        (heads, dropout, textName, regionName) = (options.Heads, options.AttentionDropout, MemoryNames.Cross(layer), MemoryNames.Region(layer));
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class
    {
        (T value, IMask<T> mask) = states[MemoryNames.States];
        memory.Add(textName, ops.Remember(textName, ops.Part(value, mask, MemoryNames.Text), textKeyValue, heads));
        if (mask.Parts.Contains(MemoryNames.Regions)) memory.Add(regionName,
            ops.Remember(regionName, ops.Part(value, mask, MemoryNames.Regions), regionKeyValue, heads));
    }

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        IMask<T> mask = memory.Mask(MemoryNames.States);
        T queries = ops.Linear(x, query);
        recording &= AttentionRecording.Weights;
        Attention<T> text = ops.Attend(queries, memory.KeysValues(textName), mask.Part(MemoryNames.Text), heads, dropout, recording);
        if (!memory.Has(regionName)) return new CrossAttention<T>(ops.Linear(text.Output, output), Weights: text.Weights is null ? null : [text.Weights]);
        IMask<T> regionMask = mask.Part(MemoryNames.Regions);
        Attention<T> regions = ops.Attend(queries, memory.KeysValues(regionName), regionMask, heads, dropout, recording);
        T seen = ops.ZeroWhereAbsent(regions.Output, regionMask);
        T mixed = ops.Add(text.Output,
            gate is null ? seen : ops.Multiply(ops.Activate(ops.Linear(ops.ConcatenateFeatures(text.Output, seen), gate), Activation.Sigmoid), seen));
        IReadOnlyList<T>? weights = text.Weights is null ? null : [text.Weights, ops.ZeroWhereAbsent(regions.Weights!, regionMask)];
        return new CrossAttention<T>(ops.Linear(mixed, output), text.Output, seen, weights);
    }
}
