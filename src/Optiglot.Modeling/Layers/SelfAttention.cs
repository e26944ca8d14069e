using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Multi-head self-attention; query, key and value are one product.</summary>
public sealed class SelfAttention
{
    private readonly Linear project;
    private readonly Linear output;
    private readonly int heads;
    private readonly TrainingMode mode;
    private readonly double dropout;

    /// <summary>Declares <c>prefix.{query,key,value}</c> and the output layer.</summary>
    public SelfAttention(ParameterBuilder builder, string prefix, string outputName, int width, int heads, Initialization initialization, TrainingMode mode, double dropout)
    {
        this.heads = heads;
        this.mode = mode;
        this.dropout = dropout;
        project = new Linear(builder, $"{prefix}.query_key_value", [$"{prefix}.query", $"{prefix}.key", $"{prefix}.value"], width, width, initialization);
        output = new Linear(builder, outputName, width, width, initialization);
    }

    /// <summary>Attends within <paramref name="x"/> <c>[batch, length, width]</c>.</summary>
    /// <param name="x">States.</param>
    /// <param name="mask">What places may see of one another.</param>
    internal Tensor Apply(Tensor x, AttentionMask mask)
    {
        Tensor all = project.Apply(x);
        if (FusedAttention.Supports(all, heads, (int)x.shape[2]))
            return output.Apply(FusedAttention.Self(all, heads, mask.Keys, mask.Causal, mode, dropout));
        (Tensor queries, Tensor keys, Tensor values) = Split(all);
        Tensor weights = mode.Dropout(AttentionMath.Scores(queries, keys, mask.Bias).softmax(-1), dropout);
        return output.Apply(AttentionMath.JoinHeads(matmul(weights, values)));
    }

    /// <summary>One step of decoding: appends to the cache, attends to all of it.</summary>
    /// <param name="x">The newest states, <c>[rows, 1, width]</c>.</param>
    /// <param name="cache">Keys and values so far.</param>
    internal Tensor Step(Tensor x, SelfAttentionCache cache)
    {
        Tensor all = project.Apply(x);
        if (cache.History is { } history) return output.Apply(StepAttention.Self(cache.Append(all), history, heads));
        (Tensor queries, Tensor keys, Tensor values) = Split(all);
        (keys, values) = cache.Append(keys, values);
        Tensor weights = AttentionMath.Scores(queries, keys, null).softmax(-1);
        return output.Apply(AttentionMath.JoinHeads(matmul(weights, values)));
    }

    // [batch, length, 3 × width] to three of [batch, heads, length, head].
    private (Tensor Queries, Tensor Keys, Tensor Values) Split(Tensor all)
    {
        Tensor parts = all.view(all.shape[0], all.shape[1], 3, heads, all.shape[2] / 3 / heads).permute(2, 0, 3, 1, 4);
        return (parts[0], parts[1], parts[2]);
    }
}
