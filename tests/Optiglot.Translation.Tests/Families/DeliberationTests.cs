using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class DeliberationTests
{
    private const int Sentences = 4, Places = 5;
    private const string Table = "decoder.embedding.weight";

    /// <summary>The first pass has a cross-entropy of its own, which reaches all its parameters; outside training there is none.</summary>
    [Fact]
    public void TheDraftsLossIsItsCrossEntropyOverRealLabels()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create("deliberation", pictures: true, dropout: false);
        using SourceBatch batch = FamilyModels.Batch(model, Sentences);
        Tensor targets = FamilyModels.Targets(Sentences, Places), labels = FamilyModels.Targets(Sentences, Places + 1).narrow(1, 1, Places).contiguous();
        bool[] isReal = [.. Enumerable.Range(0, Sentences * Places).Select(i => i != 7)];
        Tensor real = tensor(isReal, [Sentences, Places]);
        Assert.Empty(model.Decode(model.Encode(batch), targets, labels, real).Losses);
        model.Mode.BeginStep(3, 1);
        DecoderOutput output = model.Decode(model.Encode(batch), targets, labels, real);
        LossTerm<Tensor> term = Assert.Single(output.Losses);
        Assert.Equal("draft", term.Name);
        Assert.Equal((Sentences * Places) - 1, term.Count.item<float>());
        var network = new SlowNetwork(model);
        double expected = 0;
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            double[][] states = network.Linear(network.Bert(SlowSource.Of(batch, sentence)), "first.bridge");
            double[][] words = network.Words(targets[sentence].data<long>().ToArray(), Table);
            double[][] hidden = network.Decode(words, (x, layer) => network.Cross(x, states, layer), "first");
            for (int place = 0; place < Places; place++)
            {
                if (!isReal[(sentence * Places) + place]) continue;
                double[] scores = [.. Enumerable.Range(0, network.Decoder.VocabularySize).Select(piece =>
                    network.Row(Table, piece).Zip(hidden[place], (a, b) => a * b).Sum())];
                expected += Math.Log(scores.Sum(Math.Exp)) - scores[labels[sentence, place].item<long>()];
            }
        }

        Assert.Equal(expected, term.Sum.item<float>(), 1e-4 * expected);
        term.Sum.backward();
        Parameter[] first = [.. model.Parameters.All.Where(each => each.Name.StartsWith("first.", StringComparison.Ordinal))];
        Assert.NotEmpty(first);
        Assert.All(first, each => Assert.True(each.Gradient.abs().sum().item<float>() > 0, each.Name));
    }

    [Fact]
    public void PiecesThatAreNotThereAreRefused()
    {
        var own = new Dictionary<string, double> { ["end_piece"] = 100_000 };
        ModelOptions options = TinyTranslator.Options() with { Family = "deliberation", FamilyOptions = own };
        Assert.Contains("end_piece 100000", Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(options)).Message);
    }
}
