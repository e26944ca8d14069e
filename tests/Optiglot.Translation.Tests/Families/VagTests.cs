using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class VagTests
{
    [Fact]
    public void TheMarginLossEqualsItsTwinAndReachesWhatItShall()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("vag", pictures: true);
        using SourceBatch batch = FamilyModels.Batch(model, 7);
        Tensor targets = FamilyModels.Targets(7, 4), real = ones(7, 4, dtype: ScalarType.Bool);
        SlowSource[] sources = [.. Enumerable.Range(0, 7).Select(sentence => SlowSource.Of(batch, sentence))];
        LossTerm<Tensor> term = Term();
        Assert.Equal(GroundingLoss.Name, term.Name);
        Assert.Equal(sources.Count(source => source.HasPicture), term.Count.item<float>());
        double expected = SlowVag.Loss(new SlowNetwork(model), sources, VagFamily.Margin.Default) * VagFamily.Weight.Default;
        Assert.True(expected > 0);
        Assert.Equal(expected, term.Sum.item<float>(), 1e-6);
        term.Sum.backward();
        foreach (string name in (string[])["text_space", "picture_space", "region_projection"])
        {
            Parameter parameter = model.Parameters.All.Single(each => each.Name == $"decoder.grounding.{name}.weight");
            Assert.True(parameter.Gradient.abs().sum().item<float>() > 0, name);
        }

        LossTerm<Tensor> Term() => model.Decode(model.Encode(batch), targets, targets, real).Losses.Single();
    }

    /// <summary>What the loss is for: after some steps down its gradient a text is nearer to its own picture than to others.</summary>
    [Fact]
    public void TheLossBringsTextsToTheirPictures()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("vag", pictures: true);
        using SourceBatch batch = FamilyModels.Batch(model, 7);
        Tensor targets = FamilyModels.Targets(7, 4), real = ones(7, 4, dtype: ScalarType.Bool);
        double first = Step(), last = first;
        for (int step = 0; step < 150; step++) last = Step();
        Assert.InRange(last, 0, first / 4);

        double Step()
        {
            using var own = NewDisposeScope();
            Tensor sum = model.Decode(model.Encode(batch), targets, targets, real).Losses.Single().Sum;
            sum.backward();
            using var quiet = no_grad();
            double norm = Math.Sqrt(model.Parameters.All.Sum(each => (double)each.Gradient.square().sum().item<float>()));
            foreach (Parameter each in model.Parameters.All)
            {
                each.Value.sub_(each.Gradient * (0.05 / Math.Max(norm, 1e-9)));
                each.Gradient.zero_();
            }

            return sum.item<float>();
        }
    }

    [Fact]
    public void WithoutLabelsOrPicturesThereIsNoLoss()
    {
        using var scope = NewDisposeScope();
        using TranslationModel seeing = FamilyModels.Create("vag", pictures: true), blind = FamilyModels.Create("vag", pictures: false);
        using SourceBatch batch = FamilyModels.Batch(seeing, 3), text = FamilyModels.Batch(blind, 3);
        Tensor targets = FamilyModels.Targets(3, 4);
        Assert.Empty(seeing.Decode(seeing.Encode(batch), targets).Losses);
        Assert.Empty(blind.Decode(blind.Encode(text), targets, targets, ones(3, 4, dtype: ScalarType.Bool)).Losses);
    }
}
