using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What losses are made of.</summary>
internal partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Single(Tensor x) => x.to(ScalarType.Float32);

    /// <inheritdoc/>
    public Tensor Detach(Tensor x) => x.detach();

    /// <inheritdoc/>
    public bool IsTraining => mode.IsTraining;

    /// <inheritdoc/>
    public Tensor Noise(Tensor like)
    {
        if (mode.NextKey(1) is not { } key) return zeros(like.shape, ScalarType.Float32, like.device);
        using var generator = new Generator(key & long.MaxValue, like.device);
        return randn(like.shape, ScalarType.Float32, like.device, generator: generator);
    }

    /// <inheritdoc/>
    public Tensor Exp(Tensor x) => x.exp();

    /// <inheritdoc/>
    public Tensor CosineSimilarity(Tensor a, Tensor b) => nn.functional.cosine_similarity(a, b, dim: -1, eps: 1e-6);

    /// <inheritdoc/>
    public Tensor Dot(Tensor x, ParameterDeclaration vector) => (x.to(ScalarType.Float32) * parameters[vector].Value.to(ScalarType.Float32)).sum(-1);

    /// <inheritdoc/>
    public Tensor LogSigmoid(Tensor x) => nn.functional.logsigmoid(x);

    /// <inheritdoc/>
    public Tensor OneMinus(Tensor x) => x.OneMinus();

    /// <inheritdoc/>
    public Tensor Fill(Tensor like, double number) => Arithmetic.FullLike(like, number);

    /// <inheritdoc/>
    public Tensor LabelFactor(Tensor real, IMask<Tensor> mask) => real.logical_and(((TorchMask)mask).Presence.unsqueeze(1)).to(ScalarType.Float32);

    /// <inheritdoc/>
    public Tensor Presence(IMask<Tensor> mask) => ((TorchMask)mask).Presence.to(ScalarType.Float32);

    /// <inheritdoc/>
    public Tensor MarginLoss(Tensor a, Tensor b, Tensor weights, double margin)
    {
        // [batch, batch]: row p, column k.
        Tensor scores = CosineSimilarity(Single(a), Single(b).transpose(0, 1)), sentences = Arithmetic.Range(0, scores.shape[0], scores.device);
        Tensor pairs = weights.unsqueeze(1) * weights.unsqueeze(0) * sentences.unsqueeze(1).ne(sentences.unsqueeze(0)).to(ScalarType.Float32);
        Tensor slack = scores.diagonal().Times(-1).Plus(Arithmetic.FullLike(weights, margin));
        Tensor others = nn.functional.relu(scores.Plus(slack.unsqueeze(1))).Plus(nn.functional.relu(scores.Plus(slack.unsqueeze(0))));
        return (others * pairs).sum();
    }

    /// <inheritdoc/>
    public Tensor Sum(Tensor x) => x.sum();

    /// <inheritdoc/>
    public Tensor Rows(Tensor x, Tensor places) => x.reshape(-1, x.shape[^1]).index_select(0, places);

    /// <inheritdoc/>
    public Tensor First(Tensor x) => x.select(1, 0);
}
