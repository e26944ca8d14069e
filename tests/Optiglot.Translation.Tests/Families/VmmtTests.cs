using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class VmmtTests
{
    private const int Sentences = 6, Places = 4;

    [Fact]
    public void TheLossesEqualTheirTwins()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("vmmt", pictures: true, dropout: false);
        using SourceBatch batch = FamilyModels.Batch(model, Sentences);
        Tensor targets = FamilyModels.Targets(Sentences, Places), real = ones(Sentences, Places, dtype: ScalarType.Bool);
        // A label that is not there counts nowhere.
        using (no_grad()) real[1, Places - 1] = tensor(false);
        SlowSource[] sources = [.. Enumerable.Range(0, Sentences).Select(sentence => SlowSource.Of(batch, sentence))];
        LossTerm<Tensor>[] drawn = Terms();
        Assert.Equal(["latent", "picture"], drawn.Select(term => term.Name));
        double latent = Expected().Sum(each => each.Divergence);
        Assert.Equal(latent, drawn[0].Sum.item<float>(), 1e-4 * latent);
        Assert.Equal(Sentences, drawn[0].Count.item<float>());
        Assert.Equal(sources.Count(source => source.HasPicture), drawn[1].Count.item<float>());
        // Without a spread what is drawn is the mean.
        Certain(model);
        double picture = Expected().Sum(each => each.Picture);
        Assert.Equal(picture, Terms()[1].Sum.item<float>(), 1e-4 * picture);

        List<(double Divergence, double Picture)> Expected()
        {
            var network = new SlowNetwork(model);
            return [.. sources.Select((source, i) => SlowVmmt.Losses(network, source, targets[i].data<long>().ToArray()[..(i == 1 ? Places - 1 : Places)]))];
        }

        LossTerm<Tensor>[] Terms()
        {
            model.Mode.BeginStep(3, 1);
            return [.. model.Decode(model.Encode(batch), targets, targets, real).Losses];
        }
    }

    [Fact]
    public void TrainingDrawsAndTranslatingDoesNot()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("vmmt", pictures: true, dropout: false);
        using SourceBatch batch = FamilyModels.Batch(model, Sentences);
        Tensor targets = FamilyModels.Targets(Sentences, Places), real = ones(Sentences, Places, dtype: ScalarType.Bool);
        Assert.Empty(model.Decode(model.Encode(batch), targets, targets, real).Losses);
        Assert.True(Hidden().eq(Hidden()).all().item<bool>());
        Tensor first = Drawn(1), again = Drawn(1), other = Drawn(2);
        Assert.True(first.eq(again).all().item<bool>());
        Assert.True((first - other).abs().max().item<float>() > 1e-3f);

        Tensor Hidden() => model.Decode(model.Encode(batch), targets, targets, real).Hidden;

        Tensor Drawn(long step)
        {
            model.Mode.BeginStep(3, step);
            Tensor hidden = Hidden();
            model.Mode.Evaluate();
            return hidden;
        }
    }

    [Fact]
    public void FreeNatsCostNothingAndAllElseLearns()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("vmmt", pictures: true),
            free = TranslationModel.Create(
                model.Options with { FamilyOptions = new Dictionary<string, double> { ["free_nats"] = 1000 } }, ScalarType.Float32, CPU, 3);
        using SourceBatch batch = FamilyModels.Batch(model, Sentences);
        Tensor targets = FamilyModels.Targets(Sentences, Places), real = ones(Sentences, Places, dtype: ScalarType.Bool);
        free.Mode.BeginStep(3, 1);
        Assert.Equal(0, free.Decode(free.Encode(batch), targets, targets, real).Losses[0].Sum.item<float>());
        model.Mode.BeginStep(3, 1);
        DecoderOutput output = model.Decode(model.Encode(batch), targets, targets, real);
        output.Losses[0].Sum.Plus(output.Losses[1].Sum).Plus(output.Hidden.sum()).backward();
        Assert.All(model.Parameters.All, each => Assert.True(each.Gradient.abs().sum().item<float>() > 0, each.Name));
    }

    private static void Certain(TranslationModel model)
    {
        using var quiet = no_grad();
        const string Bias = "decoder.posterior.log_variance.bias";
        Tensor bias = model.Parameters.All.Single(each => each.Name == Bias).Value;
        bias.sub_(40);
        model.Parameters.MasterOf(Bias).copy_(bias);
    }
}
