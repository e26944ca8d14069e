using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Two attentions of one query, to text and to regions with keys and values of their own; summed (parallel) or gated. A sentence without a picture has the text's alone.</summary>
internal sealed class SplitAttention : ICrossAttention
{
    private readonly Linear query;
    private readonly Linear textKeyValue;
    private readonly Linear regionKeyValue;
    private readonly Linear output;
    private readonly Linear? gate;
    private readonly int heads;
    private readonly TrainingMode mode;
    private readonly double dropout;

    internal SplitAttention(ParameterBuilder builder, string prefix, DecoderOptions options, Initialization initialization, TrainingMode mode)
    {
        int width = options.Width;
        query = new Linear(builder, $"{prefix}.query", width, width, initialization);
        textKeyValue = new Linear(builder, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        regionKeyValue = new Linear(builder, $"{prefix}.region_key_value", [$"{prefix}.region_key", $"{prefix}.region_value"], width, width, initialization);
        output = new Linear(builder, $"{prefix}.output", width, width, initialization);
        if (options.CrossAttention == CrossAttentionKind.Gated) gate = new Linear(builder, $"{prefix}.gate", 2 * width, width, initialization);
        heads = options.Heads;
        this.mode = mode;
        dropout = options.AttentionDropout;
    }

    public ProjectedMemory Project(Tensor memory, MemoryMask mask)
    {
        Tensor joined = textKeyValue.Apply(memory.narrow(1, 0, mask.TextLength));
        return new ProjectedMemory(joined, mask.RegionCount == 0 ? null : regionKeyValue.Apply(memory.narrow(1, mask.TextLength, mask.RegionCount)), heads);
    }

    public CrossAttentionResult Attend(Tensor x, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording)
    {
        Tensor asked = query.Apply(x);
        if (!recording.HasFlag(AttentionRecording.Weights) && mask.Real is { } real && FusedAttention.Supports(asked, heads, (int)asked.shape[2]))
        {
            Tensor seenText = FusedAttention.Cross(asked, memory.Joined, heads, real, mode, dropout);
            Tensor? seenRegions = memory.JoinedRegions is { } other ? FusedAttention.Cross(asked, other, heads, real.From(mask.TextLength), mode, dropout) * mask.PictureFactor! : null;
            return new CrossAttentionResult(output.Apply(Sum(seenText, seenRegions)), seenRegions is null ? null : seenText, seenRegions);
        }

        Tensor queries = AttentionMath.SplitHeads(asked, heads);
        Tensor textWeights = AttentionMath.Scores(queries, memory.TextKeys, mask.Text).softmax(-1);
        Tensor text = AttentionMath.JoinHeads(matmul(mode.Dropout(textWeights, dropout), memory.TextValues));
        Tensor? regions = null, regionWeights = null;
        if (memory.RegionKeys is not null && memory.RegionValues is not null)
        {
            regionWeights = AttentionMath.Scores(queries, memory.RegionKeys, mask.Regions).softmax(-1);
            regions = AttentionMath.JoinHeads(matmul(mode.Dropout(regionWeights, dropout), memory.RegionValues)) * mask.PictureFactor!;
        }

        Tensor? mean = null;
        if (recording.HasFlag(AttentionRecording.Weights))
            mean = regionWeights is null ? textWeights.mean([1]) : cat([textWeights.mean([1]), regionWeights.mean([1]) * mask.PictureFactor!], -1);
        return new CrossAttentionResult(output.Apply(Sum(text, regions)), regions is null ? null : text, regions, mean);
    }

    private Tensor Sum(Tensor text, Tensor? regions) =>
        regions is null ? text : text.Plus(gate is null ? regions : gate.Apply(cat([text, regions], -1)).sigmoid() * regions);
}
