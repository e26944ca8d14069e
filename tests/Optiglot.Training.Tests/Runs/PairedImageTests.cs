using Optiglot.Networks;

namespace Optiglot.Training.Tests;

/// <summary>Paired-image prediction must be answered from the picture, and from nothing else.</summary>
public class PairedImageTests
{
    // Of 8 colours, a wrong picture shows the caption's own once in eight: right pairs are known, and 7 of 8 wrong ones.
    private const double Knowable = 0.5 + (0.5 * 7 / 8);

    // 300 held-out captions, four draws each: five standard deviations.
    private const double Chance = 0.5, Scatter = 0.072;

    [Theory, InlineData(true), InlineData(false)]
    public void NoisePicturesStayAtChance(bool lossOnMismatched)
    {
        using var world = new PairWorld();
        Assert.InRange(world.Pretrain(world.Noise, "noise", section => section with { LossOnMismatched = lossOnMismatched, MaxEpochs = 6 })["pair_accuracy"],
            Chance - Scatter, Chance + Scatter);
    }

    [Fact]
    public void RealPicturesDoNot()
    {
        using var world = new PairWorld();
        Assert.InRange(world.Pretrain(world.Real, "real")["pair_accuracy"], Knowable - Scatter, Knowable + Scatter);
    }

    [Fact]
    public void AnLxmertLooksToo()
    {
        using var world = new PairWorld();
        Assert.InRange(world.Pretrain(world.Noise, "noise", section => section with { MaxEpochs = 3 }, Lxmert)["pair_accuracy"], Chance - Scatter,
            Chance + Scatter);
        Assert.InRange(world.Pretrain(world.Real, "real", section => section with { LearningRate = 2e-3 }, Lxmert)["pair_accuracy"], Knowable - Scatter,
            Knowable + Scatter);
    }

    [Fact]
    public void HiddenWordsInFocusAreGuessedWhereThePictureIsNoise()
    {
        using var world = new PairWorld();
        IReadOnlyDictionary<string, double> found = world.Pretrain(world.Noise, "focus", section => section with
        {
            MaxEpochs = 6, MaskStrategy = MaskStrategy.Always, Focus = new FocusSection
            {
                Words = ["red", "blue", "green", "white", "black", "brown", "pink", "grey"], Probability = 0.7
            }
        });
        // BERT's strategy leaves one chosen word in ten to be read (22.6% right here); hidden in truth, it is one of eight colours. Some 420 hidden ones: five
        // standard deviations are 0.08.
        Assert.InRange(found["masked_accuracy_focus_right"], 0.125 - 0.08, 0.125 + 0.08);
    }

    [Fact]
    public void HiddenWordsInFocusAreFoundInTheRightPicture()
    {
        using var world = new PairWorld();
        IReadOnlyDictionary<string, double> found = world.Pretrain(world.Real, "focus", section => section with
        {
            MaxEpochs = 8, Focus = new FocusSection { Words = ["red", "blue", "green", "white", "black", "brown", "pink", "grey"], Probability = 0.7 }
        });
        Assert.True(found["masked_accuracy_focus_right"] > 0.5, $"{found["masked_accuracy_focus_right"]:F3} with the right picture");
        // A wrong picture shows another colour, or by chance the same.
        Assert.True(found["masked_accuracy_focus_wrong"] < 0.3, $"{found["masked_accuracy_focus_wrong"]:F3} with a wrong picture");
    }

    private static ModelSection Lxmert(ModelSection model) => model with
    {
        Family = "lxmert",
        FamilyOptions = new Dictionary<string, double> { ["region_layers"] = 1, ["cross_layers"] = 1 },
        Encoder = model.Encoder with { Layers = 1, Norm = NormPlacement.Post, InitialDeviation = 0.1, ScaleEmbeddings = false },
    };
}
