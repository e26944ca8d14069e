using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>λ with a prior: λ(1 − cos) + τ · KL(Bernoulli(λ) ‖ Bernoulli(prior)).</summary>
public class ModalityPriorTests
{
    [Fact]
    public void AtTheStartThePriorAddsItsDivergenceAtEveryPlace()
    {
        using var scope = NewDisposeScope();
        const double Prior = 0.4, Weight = 0.7;
        LossTerm<Tensor> plain = Terms(new ModalityLossOptions { Layers = ModalityLayers.Last }), held = Terms(new ModalityLossOptions
        {
            Layers = ModalityLayers.Last, Prior = Prior, PriorWeight = Weight
        });
        // The vectors start at zero, so every λ is 0.5.
        double divergence = (0.5 * Math.Log(0.5 / Prior)) + (0.5 * Math.Log(0.5 / (1 - Prior)));
        double count = plain.Count.item<float>();
        Assert.Equal(6, count);
        Assert.Equal(0.5 * count, held.Statistics[ModalityLoss.Lambda].item<float>(), 4);
        Assert.Equal(0.25 * count, held.Statistics[ModalityLoss.LambdaSquare].item<float>(), 4);
        Assert.Equal(plain.Sum.item<float>() + (Weight * count * divergence), held.Sum.item<float>(), 4);
    }

    [Fact]
    public void LambdaEndsWhereThePriorAndTheCosineBalance()
    {
        using var scope = NewDisposeScope();
        const double Prior = 0.4, Weight = 0.5;
        using TranslationModel model = TinyModel.Create(TinyModel.Options(modality: new ModalityLossOptions
        {
            Layers = ModalityLayers.Last, Prior = Prior, PriorWeight = Weight
        }));
        // Only λ's vectors follow their gradient; they cannot tell places apart well, so λ's mean is compared with that of a common λ: σ(logit(prior) − mean(1
        // − cos)/τ).
        LossTerm<Tensor> terms = Terms(model);
        for (int step = 0; step < 300; step++)
        {
            using var inner = NewDisposeScope();
            model.Parameters.ClearGradient();
            terms = Terms(model);
            terms.Sum.backward();
            using var quiet = no_grad();
            foreach (Parameter vector in model.Parameters.All.Where(parameter => parameter.Name.StartsWith("modality.", StringComparison.Ordinal)))
                vector.Value.add_(vector.Gradient, -0.05);
            foreach (Tensor each in terms.Statistics.Values.Append(terms.Sum).Append(terms.Count)) each.MoveToOuterDisposeScope();
        }

        double count = terms.Count.item<float>(), distance = 1 - (terms.Statistics[ModalityLoss.Cosine].item<float>() / count);
        double expected = 1 / (1 + Math.Exp(-(Math.Log(Prior / (1 - Prior)) - (distance / Weight))));
        Assert.Equal(expected, terms.Statistics[ModalityLoss.Lambda].item<float>() / count, 0.05);
    }

    [Fact]
    public void WithAPriorWhatLambdaReadsGetsNoGradientFromIt()
    {
        using var scope = NewDisposeScope();
        // Emb(y) enters the loss through λ alone: rows of labels that are no inputs get a gradient from λ or not at all.
        Assert.True(LabelGradient(null) > 0);
        Assert.Equal(0, LabelGradient(0.4));
    }

    private static float LabelGradient(double? prior)
    {
        using TranslationModel model = TinyModel.Create(TinyModel.Options(modality: new ModalityLossOptions { Layers = ModalityLayers.Last, Prior = prior }));
        using (no_grad()) model.Parameters.All.Single(parameter => parameter.Name == "modality.target").Value.fill_(0.3);
        model.Parameters.RefreshWorking();
        Tensor inputs = tensor(new long[,] { { 1, 7, 9 } }), labels = tensor(new long[,] { { 7, 9, 2 } });
        model.Decode(model.Encode(TinyModel.Batch([5], [2])), inputs, labels, ones(1, 3, ScalarType.Bool)).Losses.Single().Sum.backward();
        return model.OutputTable.Gradient.select(0, 2).abs().sum().item<float>();
    }

    private static LossTerm<Tensor> Terms(ModalityLossOptions options) => Terms(TinyModel.Create(TinyModel.Options(modality: options)));

    private static LossTerm<Tensor> Terms(TranslationModel model)
    {
        Tensor targets = tensor(new long[,] { { 1, 7, 9 }, { 1, 4, 3 } });
        return model.Decode(model.Encode(TinyModel.Batch([5, 3], [2, 3])), targets, targets, ones(2, 3, ScalarType.Bool)).Losses.Single();
    }
}
