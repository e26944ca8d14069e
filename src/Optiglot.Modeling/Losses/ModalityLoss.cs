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
        Tensor lambda = target is null
            ? Arithmetic.FullLike(cosine, options.Weight!.Value)
            : Dot(labels.to(ScalarType.Float32), target).Plus(Dot(textVector, text!)).Plus(Dot(regionVector, regions!)).sigmoid();
        Tensor loss = (lambda * cosine.OneMinus() * factor).sum();
        Tensor lambdas = (lambda.detach() * factor).sum(), cosines = (cosine.detach() * factor).sum(), count = factor.sum();
        return sum is null
            ? new ModalityTerms(loss, lambdas, cosines, count)
            : new ModalityTerms(sum.Sum.Plus(loss), sum.LambdaSum.Plus(lambdas), sum.CosineSum.Plus(cosines), sum.Count.Plus(count));
    }

    private static Tensor Dot(Tensor x, Parameter vector) => (x * vector.Value.to(ScalarType.Float32)).sum(-1);
}
