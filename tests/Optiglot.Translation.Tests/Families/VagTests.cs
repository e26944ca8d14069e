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
