using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Runs a network in libtorch, a whole sequence at once. One for each pass; it frees the masks it made.</summary>
/// <param name="parameters">The network's numbers.</param>
/// <param name="mode">Dropout switch.</param>
internal partial class TorchOps(ParameterSet parameters, TrainingMode mode) : ITrainingOps<Tensor>, IDisposable
{
    private readonly List<TorchMask> masks = [];

    /// <summary>The network's numbers.</summary>
    protected ParameterSet Parameters => parameters;

    /// <inheritdoc/>
    public virtual bool RecordsAttention => false;

    /// <inheritdoc/>
    public Tensor Embed(Tensor ids, Embedding embedding)
    {
        Parameter table = parameters[embedding.Table];
        Tensor flat = ids.reshape(-1), value = table.Value;
        bool learns = value.requires_grad && is_grad_enabled();
        Tensor rows = learns && KernelTensors.Support(value) ? EmbeddingLookup.Apply(table, flat) : value.index_select(0, flat);
        return rows.view([.. ids.shape, embedding.Width]);
    }

    /// <inheritdoc/>
    public virtual Tensor Embed(Tensor tokens, TokenEmbedding embedding) => Embed(tokens, embedding, 0);

    /// <inheritdoc/>
    public Tensor Linear(Tensor x, Linear map)
    {
        if (x.shape[^1] != map.Inputs) throw new ArgumentException($"{map.Name} takes inputs of width {map.Inputs}, got {x.shape[^1]}{Hint(map)}");
        Parameter weight = parameters[map.Weight];
        Parameter? bias = map.Bias is null ? null : parameters[map.Bias];
        if (x.dtype != weight.Value.dtype) x = x.to(weight.Value.dtype);
        // An input that needs no gradient has none come back, and the fused step would never run.
        if (x.requires_grad && is_grad_enabled() && KernelTensors.Support(x)) return FusedLinear.Of(x, weight, bias);
        return nn.functional.linear(x, weight.Value, bias?.Value);
    }

    /// <inheritdoc/>
    public Tensor Normalize(Tensor x, LayerNorm norm) =>
        nn.functional.layer_norm(x, [norm.Width], parameters[norm.Weight].Value, parameters[norm.Bias].Value, norm.Epsilon);

    /// <inheritdoc/>
    public (Tensor Sum, Tensor Normalized) AddAndNormalize(Tensor x, Tensor y, LayerNorm norm, double dropout)
    {
        if (FusedNorm.Supports(x, y)) return FusedNorm.Of(x, y, new NormWeights(parameters[norm.Weight], parameters[norm.Bias], norm.Epsilon), mode, dropout);
        Tensor sum = x.Plus(mode.Dropout(y, dropout));
        return (sum, Normalize(sum, norm));
    }

    /// <inheritdoc/>
    public Tensor Logits(Tensor x, OutputLayer output) =>
        nn.functional.linear(x, parameters[output.Table.Table].Value, output.Bias is null ? null : parameters[output.Bias].Value).to(ScalarType.Float32);

    /// <inheritdoc/>
    public Tensor Dropout(Tensor x, double probability) => mode.Dropout(x, probability);

    // One draw for the whole batch, from the same stream as dropout's masks.
    /// <inheritdoc/>
    public Tensor DropNet(Tensor a, Tensor b, double probability)
    {
        if (mode.NextKey(probability) is { } key)
        {
            double draw = (key >> 11) * (1.0 / (1UL << 53));
            if (draw < probability / 2) return a;
            if (draw >= 1 - (probability / 2)) return b;
        }

        return a.Plus(b).Times(0.5);
    }

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => a.Plus(b);

    /// <inheritdoc/>
    public Tensor Multiply(Tensor a, Tensor b) => a * b;

    /// <inheritdoc/>
    public Tensor Scale(Tensor x, double factor) => x.Times(factor);

    /// <inheritdoc/>
    public Tensor Activate(Tensor x, Activation activation) => activation switch
    {
        Activation.Gelu => nn.functional.gelu(x),
        Activation.Relu => nn.functional.relu(x),
        Activation.Tanh => x.tanh(),
        Activation.Sigmoid => x.sigmoid(),
        _ => throw new ArgumentException($"activation `{activation}` is none of {string.Join(", ", Enum.GetNames<Activation>())}"),
    };

    /// <inheritdoc/>
    public Tensor ScalePlaces(Tensor x, Tensor factors) => x * factors;

    /// <inheritdoc/>
    public Tensor Expand(Tensor one, Tensor like) => one.expand(like.shape[0], like.shape[1], one.shape[2]);

    /// <inheritdoc/>
    public Tensor SumFeatures(Tensor x) => x.sum(-1, keepdim: true);

    /// <inheritdoc/>
    public Tensor SliceFeatures(Tensor x, int first, int count) => first >= 0 && count > 0 && first + count <= x.shape[^1]
        ? x.narrow(-1, first, count)
        : throw new ArgumentException($"features {first} to {first + count} are not among {x.shape[^1]}");

    /// <inheritdoc/>
    public Tensor ConcatenateFeatures(Tensor a, Tensor b) => cat([a, b], -1);

    /// <inheritdoc/>
    public Tensor ConcatenatePlaces(Tensor a, Tensor b) => cat([a, b], 1);

    /// <inheritdoc/>
    public IMask<Tensor> Mask(string part, Tensor real) => Known(new TorchMask(real, [part], (int)real.shape[1]));

    /// <inheritdoc/>
    public IMask<Tensor> Join(IMask<Tensor> first, IMask<Tensor> second)
    {
        var (a, b) = ((TorchMask)first, (TorchMask)second);
        return Known(new TorchMask(cat([a.Real, b.Real], 1), [.. a.Parts, .. b.Parts], [.. a.Lengths, .. b.Lengths]));
    }

    /// <inheritdoc/>
    public Tensor Part(Tensor x, IMask<Tensor> mask, string part) => ((TorchMask)mask).PlacesOf(x, part);

    /// <inheritdoc/>
    public Tensor ZeroWhereAbsent(Tensor x, IMask<Tensor> mask) => x * ((TorchMask)mask).Presence.to(x.dtype).view(-1, 1, 1);

    /// <inheritdoc/>
    public Tensor Mean(Tensor x, IMask<Tensor> mask)
    {
        var places = (TorchMask)mask;
        Tensor real = places.Real.to(ScalarType.Float32);
        // Sums and counts in single precision, [batch, 1, features] and [batch, 1, 1]; where there is nothing, 0 / 1.
        Tensor sum = matmul(real.unsqueeze(1), x.to(ScalarType.Float32)), count = real.sum(1).Plus(places.Presence.logical_not().to(ScalarType.Float32));
        return (sum / count.view(-1, 1, 1)).to(x.dtype);
    }

    /// <inheritdoc/>
    public IKept<Tensor> Remember(string name, Tensor x) => new TorchKept(x);

    /// <inheritdoc/>
    public virtual IDisposable? Scope() => NewDisposeScope();

    /// <inheritdoc/>
    public void Keep(Tensor x) => x.MoveToOuterDisposeScope();

    /// <inheritdoc/>
    public void Free(Tensor x) => x.Dispose();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (TorchMask mask in masks) mask.Dispose();
        foreach (TorchEdges each in graphs) each.Dispose();
    }

    /// <summary>A mask that is freed with this.</summary>
    internal TorchMask Known(TorchMask mask)
    {
        masks.Add(mask);
        return mask;
    }

    /// <summary>Embeds <c>[batch, places]</c>, the first place being <paramref name="first"/>.</summary>
    protected Tensor Embed(Tensor tokens, TokenEmbedding embedding, long first)
    {
        long length = tokens.shape[1];
        if (first + length > embedding.Maximum)
            throw new ArgumentException($"a text of {first + length} pieces is longer than the model's {embedding.Maximum} positions; split or truncate it");
        Tensor x = Embed(tokens, embedding.Words);
        if (embedding.Scale != 1) x = x.Times(embedding.Scale);
        return x.Plus(embedding.Positions is null
            ? tensor(SinusoidalPositions.Of(first, (int)length, embedding.Words.Width), [length, embedding.Words.Width], x.dtype, x.device)
            : parameters[embedding.Positions.Table].Value.narrow(0, first, length));
    }

    private static string Hint(Linear map) => map.Name.EndsWith("region_projection", StringComparison.Ordinal)
        ? ": use the detector that the model was trained with" : "";
}
