using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The modality loss (paper, Eq. 2-5): text attention and region attention of one query shall point the same way.</summary>
internal sealed class ModalityLoss
{
    private readonly ModalityLossOptions options;
    private readonly Parameter? target;
    private readonly Parameter? text;
    private readonly Parameter? regions;

    internal ModalityLoss(ParameterBuilder builder, ModalityLossOptions options, int width)
    {
        this.options = options;
        if (options.Weight is not null) return;
        builder.Group = ParameterGroup.Modality;
        target = builder.Add("modality.target", Initialization.Zero, width);
        text = builder.Add("modality.text", Initialization.Zero, width);
        regions = builder.Add("modality.regions", Initialization.Zero, width);
    }

    /// <summary>Whether a layer adds to the loss.</summary>
    internal bool Counts(int layer, int layers) => options.Layers == ModalityLayers.All || layer == layers - 1;

    /// <summary>Adds one layer's terms.</summary>
    /// <param name="sum">Terms of the layers before.</param>
    /// <param name="cross">The layer's attention, with h_x and h_v <c>[batch, target, width]</c>.</param>
    /// <param name="labels">Emb(y_j), <c>[batch, target, width]</c>.</param>
    /// <param name="mask">True at real labels of sentences with a picture, bool <c>[batch, target]</c>.</param>
    internal ModalityTerms Add(ModalityTerms? sum, CrossAttentionResult cross, Tensor labels, Tensor mask)
    {
        Tensor textVector = cross.Text!.to(ScalarType.Float32), regionVector = cross.Regions!.to(ScalarType.Float32);
        Tensor factor = mask.to(ScalarType.Float32);
        Tensor cosine = nn.functional.cosine_similarity(textVector, regionVector, dim: -1, eps: 1e-6);
        Tensor? logit = target is null ? null : Logit(labels, textVector, regionVector);
        Tensor lambda = logit?.sigmoid() ?? Arithmetic.FullLike(cosine, options.Weight!.Value);
        Tensor loss = lambda * cosine.OneMinus();
        if (logit is not null && options.Prior is { } prior) loss = loss.Plus(Divergence(logit, lambda, prior).Times(options.PriorWeight));
        Tensor seen = lambda.detach() * factor;
        var terms = new ModalityTerms((loss * factor).sum(), seen.sum(), (seen * seen).sum(), (cosine.detach() * factor).sum(), factor.sum());
        return sum is null ? terms : new ModalityTerms(
            sum.Sum.Plus(terms.Sum), sum.LambdaSum.Plus(terms.LambdaSum), sum.LambdaSquareSum.Plus(terms.LambdaSquareSum), sum.CosineSum.Plus(terms.CosineSum), sum.Count.Plus(terms.Count));
    }

    // With a prior, λ is a weight and nothing else: what it reads is not bent to make it small.
    private Tensor Logit(Tensor labels, Tensor textVector, Tensor regionVector)
    {
        if (options.Prior is not null) (labels, textVector, regionVector) = (labels.detach(), textVector.detach(), regionVector.detach());
        return Dot(labels.to(ScalarType.Float32), target!).Plus(Dot(textVector, text!)).Plus(Dot(regionVector, regions!));
    }

    // KL(Bernoulli(λ) ‖ Bernoulli(p)) = λ log(λ/p) + (1−λ) log((1−λ)/(1−p)); with λ = σ(z), log λ = logσ(z) and log(1−λ) = logσ(z) − z.
    private static Tensor Divergence(Tensor logit, Tensor lambda, double prior)
    {
        Tensor other = lambda.OneMinus();
        return nn.functional.logsigmoid(logit).Plus((other * logit).Times(-1.0)).Plus(lambda.Times(-Math.Log(prior))).Plus(other.Times(-Math.Log(1 - prior)));
    }

    private static Tensor Dot(Tensor x, Parameter vector) => (x * vector.Value.to(ScalarType.Float32)).sum(-1);
}
