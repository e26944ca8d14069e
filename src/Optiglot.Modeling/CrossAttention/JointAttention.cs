using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>One softmax over all states, text and regions together; or over the text alone, where the decoder shall not see regions.</summary>
internal sealed class JointAttention : ICrossAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly int heads;
    private readonly bool textOnly;
    private readonly TrainingMode mode;
    private readonly double dropout;

    internal JointAttention(ParameterBuilder builder, string prefix, DecoderOptions options, Initialization initialization, TrainingMode mode)
    {
        int width = options.Width;
        query = new Linear(builder, $"{prefix}.query", width, width, initialization);
        keyValue = new Linear(builder, $"{prefix}.key_value", [$"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        output = new Linear(builder, $"{prefix}.output", width, width, initialization);
        heads = options.Heads;
        textOnly = options.CrossAttention == CrossAttentionKind.Text;
        this.mode = mode;
        dropout = options.AttentionDropout;
    }

    public ProjectedMemory Project(Tensor memory, MemoryMask mask)
    {
        if (textOnly) memory = memory.narrow(1, 0, mask.TextLength);
        return new ProjectedMemory(keyValue.Apply(memory), null, heads);
    }

    public CrossAttentionResult Attend(Tensor x, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording)
    {
        Tensor asked = query.Apply(x);
        if (recording == AttentionRecording.None && mask.Real is { } real && FusedAttention.Supports(asked, heads, (int)asked.shape[2]))
            return new CrossAttentionResult(output.Apply(FusedAttention.Cross(asked, memory.Joined, heads, real, mode, dropout)));
        Tensor queries = AttentionMath.SplitHeads(asked, heads);
        Tensor scores = AttentionMath.Scores(queries, memory.TextKeys, textOnly ? mask.Text : mask.Joint);
        Tensor weights = scores.softmax(-1);
        Tensor attended = AttentionMath.JoinHeads(matmul(mode.Dropout(weights, dropout), memory.TextValues));
        (Tensor? text, Tensor? regions) = (null, null);
        if (recording.HasFlag(AttentionRecording.Modality) && mask.RegionCount > 0)
        {
            text = Alone(scores, memory.TextValues, 0, mask.TextLength);
            regions = Alone(scores, memory.TextValues, mask.TextLength, mask.RegionCount);
        }

        Tensor? mean = null;
        if (recording.HasFlag(AttentionRecording.Weights))
        {
            mean = weights.mean([1]);
            if (textOnly && mask.RegionCount > 0) mean = nn.functional.pad(mean, [0, mask.RegionCount]);
        }

        return new CrossAttentionResult(output.Apply(attended), text, regions, mean);
    }

    // The same queries, keys and values, with a softmax over one modality only (Eq. 2).
    private static Tensor Alone(Tensor scores, Tensor values, long first, long count) =>
        AttentionMath.JoinHeads(matmul(scores.narrow(3, first, count).softmax(-1), values.narrow(2, first, count)));
}
