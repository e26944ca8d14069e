using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Runs a decoder step by step: places are the hypotheses of a beam, <c>[sentences, beam, features]</c>, and what they have seen is kept here.
/// </summary>
/// <param name="parameters">The network's numbers.</param>
/// <param name="mode">Dropout switch.</param>
/// <param name="maximum">Most steps.</param>
internal sealed class TorchStepOps(ParameterSet parameters, TrainingMode mode, int maximum) : TorchOps(parameters, mode)
{
    private readonly List<SelfAttentionCache> caches = [];
    private readonly Dictionary<int, Tensor> states = [];
    private readonly BeamHistory history = new();
    private long place = -1;

    /// <inheritdoc/>
    public override bool RecordsAttention => Records;

    /// <summary>Whether the next step's attention is wanted.</summary>
    internal bool Records { get; set; }

    /// <summary>A step begins.</summary>
    /// <param name="rows">Hypotheses of all sentences.</param>
    internal void Begin(int rows)
    {
        if (++place == maximum) throw new InvalidOperationException($"decoding went past its {maximum} steps");
        history.Append(rows);
    }

    /// <summary>Hypotheses go on from others, or leave.</summary>
    /// <param name="rows">Which old row each new one continues, int64 <c>[rows]</c>.</param>
    internal void Select(Tensor rows)
    {
        foreach ((int number, Tensor state) in states)
        {
            states[number] = state.index_select(0, rows).DetachFromDisposeScope();
            state.Dispose();
        }

        if (caches.Count == 0) return;
        if (caches.Exists(cache => cache.IsByHistory)) history.Select(rows.data<long>().ToArray());
        foreach (SelfAttentionCache cache in caches) cache.Select(rows);
    }

    /// <inheritdoc/>
    public override Tensor Embed(Tensor tokens, TokenEmbedding embedding) =>
        Embed(tokens.reshape(-1, 1), embedding, place).view(tokens.shape[0], tokens.shape[1], embedding.Words.Width);

    /// <inheritdoc/>
    public override Tensor AttendPast(Tensor all, int heads, int layer, double dropout)
    {
        long sentences = all.shape[0], beam = all.shape[1], width = all.shape[2] / 3;
        Tensor newest = all.reshape(sentences * beam, 1, 3 * width);
        while (caches.Count <= layer) caches.Add(new SelfAttentionCache(maximum, FusedAttention.Supports(all, heads, (int)width)));
        SelfAttentionCache cache = caches[layer];
        if (cache.IsByHistory) return StepAttention.Self(cache.Append(newest), history, heads).view(sentences, beam, width);
        (Tensor queries, Tensor keys, Tensor values) = Split(newest, heads);
        (keys, values) = cache.Append(keys, values);
        Tensor weights = AttentionMath.Scores(queries, keys, null).softmax(-1);
        return AttentionMath.JoinHeads(matmul(weights, values)).view(sentences, beam, width);
    }

    // Kept a row a hypothesis, [sentences · beam, width].
    /// <inheritdoc/>
    public override Tensor RecurPast(int number, Tensor x, Tensor initial, Func<Tensor, Tensor, (Tensor State, Tensor Result)> step)
    {
        (long sentences, long beam, long width) = (x.shape[0], x.shape[1], initial.shape[2]);
        bool isKept = states.TryGetValue(number, out Tensor? old);
        (Tensor state, Tensor result) = step(x, isKept ? old!.view(sentences, beam, width) : initial.expand(sentences, beam, width));
        states[number] = state.reshape(sentences * beam, width).DetachFromDisposeScope();
        old?.Dispose();
        return result;
    }

    // A step is short: all of it is one scope of the caller.
    /// <inheritdoc/>
    public override IDisposable? Scope() => null;

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (SelfAttentionCache cache in caches) cache.Dispose();
        foreach (Tensor state in states.Values) state.Dispose();
        base.Dispose();
    }
}
