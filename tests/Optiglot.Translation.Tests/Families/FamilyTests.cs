using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>What every family of networks must do.</summary>
public class FamilyTests
{
    private const int Beam = 3;

    static FamilyTests() => NetworkFamilies.Register(new ToyFamily());

    public static TheoryData<string, bool> Families => new(
        from family in NetworkFamilies.All from pictures in new[] { true, false } where !pictures || family.Name != "toy" select (family.Name, pictures));

    [Theory, MemberData(nameof(Families))]
    public void GradientsEqualFiniteDifferences(string family, bool pictures)
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        using SourceBatch batch = FamilyModels.Batch(model, 3);
        Tensor targets = FamilyModels.Targets(3, 4), probe = randn([3, 4, model.Options.Decoder.Width], generator: new Generator(5));
        Loss().backward();
        foreach (Parameter parameter in model.Parameters.All)
        {
            using var inner = NewDisposeScope();
            Tensor direction = randn([.. parameter.Shape], generator: new Generator(7));
            direction /= direction.norm();
            double gradient = (parameter.Gradient * direction).sum().item<float>();
            const double Step = 2e-3;
            double measured = (Moved(parameter, direction, Step) - Moved(parameter, direction, -Step)) / (2 * Step);
            Assert.True(Math.Abs(gradient - measured) <= 0.02 + (0.03 * Math.Abs(gradient)), $"{parameter.Name}: gradient {gradient}, difference {measured}");
        }

        // What a picture has parameters for learns from one.
        if (pictures && NetworkFamilies.Find(family).Pictures != PictureUse.TrainingOnly)
        {
            Parameter[] seeing = [.. model.Parameters.All.Where(each => each.Name.Contains("region"))];
            Assert.All(seeing, each => Assert.True(each.Gradient.abs().sum().item<float>() > 0, each.Name));
        }

        Tensor Loss() => (model.Decode(model.Encode(batch), targets).Hidden * probe).sum();

        double Moved(Parameter parameter, Tensor direction, double step)
        {
            using var quiet = no_grad();
            using var own = NewDisposeScope();
            Tensor before = parameter.Value.clone();
            parameter.Value.add_(direction * step);
            double loss = Loss().item<float>();
            parameter.Value.copy_(before);
            return loss;
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void StepsEqualTheWholeSequence(string family, bool pictures)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        using SourceBatch batch = FamilyModels.Batch(model, 5);
        Tensor targets = FamilyModels.Targets(5, 7);
        EncoderMemory memory = model.Encode(batch);
        Tensor whole = nn.functional.linear(model.Decode(memory, targets).Hidden, model.OutputTable.Value, model.OutputBias?.Value);
        using IDecoderSession session = model.StartDecoding(memory, 1, 7);
        Tensor steps = cat([.. Enumerable.Range(0, 7).Select(place => session.Step(targets.narrow(1, place, 1)))], 1);
        Assert.Equal(0, (whole - steps).abs().max().item<float>(), 1e-4f);
    }

    [Theory, MemberData(nameof(Families))]
    public void TheSearchDependsNeitherOnBatchNorOnOrder(string family, bool pictures)
    {
        using TranslationModel model = FamilyModels.Create(family, pictures);
        SourceExample[] examples = TinyTranslator.Examples(11, pictures);
        var options = new BeamOptions { Beam = Beam, NBest = Beam };
        var together = TinyTranslator.Decoder(model).Translate(examples, options, new BatchLimits { Sentences = 64 });
        var apart = TinyTranslator.Decoder(model).Translate(examples, options, new BatchLimits { Sentences = 1 });
        var reversed = TinyTranslator.Decoder(model).Translate([.. examples.Reverse()], options, new BatchLimits { Sentences = 3 });
        for (int i = 0; i < examples.Length; i++)
        {
            Assert.Equal(together[i].Select(each => each.Tokens), apart[i].Select(each => each.Tokens));
            Assert.Equal(together[i].Select(each => each.Tokens), reversed[^(i + 1)].Select(each => each.Tokens));
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void ASavedModelIsTheSameModelAndItsGraphsAgree(string family, bool pictures)
    {
        using var folder = new TinyTranslator.Folder();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        string path = folder.At("model");
        ModelFolder.Save(path, model, TinyTranslator.Description(pictures), graphs: true);
        ModelFolder opened = ModelFolder.Open(path);
        Assert.Equal(family, opened.Config.Model.Family);
        using TranslationModel loaded = opened.LoadModel();
        SourceExample[] examples = TinyTranslator.Examples(9, pictures);
        var options = new BeamOptions { Beam = Beam };
        var expected = TinyTranslator.Decoder(model).Translate(examples, options);
        Assert.Equal(expected.Select(each => each[0].Tokens), TinyTranslator.Decoder(loaded).Translate(examples, options).Select(each => each[0].Tokens));
        Assert.Equal(OnnxExport.Obstacle(model.Options) is null, opened.Config.Onnx is not null);
        if (opened.Config.Onnx is null) return;
        using OnnxDecoder graphs = OnnxVariant.Decoder(path);
        var found = graphs.Translate(examples, options);
        Assert.Equal(expected.Select(each => each[0].Tokens), found.Select(each => each[0].Tokens));
        for (int i = 0; i < examples.Length; i++) Assert.Equal(expected[i][0].LogProbability, found[i][0].LogProbability, 1e-3);
    }

    /// <summary>Graphs of 8-bit weights: what the model would say is nearly as probable to them, piece for piece.</summary>
    [Theory, MemberData(nameof(Families))]
    public void GraphsOfEightBitsComeNear(string family, bool pictures)
    {
        using var folder = new TinyTranslator.Folder();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        if (OnnxExport.Obstacle(model.Options) is { } obstacle)
        {
            Assert.Contains("libtorch", obstacle);
            return;
        }

        string path = folder.At("model");
        ModelFolder.Save(path, model, TinyTranslator.Description(pictures), graphs: true);
        OnnxExport.Write(path, OnnxPrecision.Int8);
        SourceExample[] examples = TinyTranslator.Examples(20, pictures);
        using OnnxDecoder single = OnnxVariant.Decoder(path), eight = OnnxVariant.Decoder(path, OnnxPrecision.Int8);
        int[][] said = [.. single.Translate(examples, new BeamOptions { Beam = Beam, MaximumLength = 12 }).Select(each => each[0].Tokens.ToArray())];
        IReadOnlyList<double[]> expected = single.Score(examples, said), found = eight.Score(examples, said);
        double[] off = [.. expected.Zip(found).SelectMany(pair => pair.First.Zip(pair.Second, (a, b) => Math.Abs(a - b)))];
        Assert.True(off.Average() is > 0 and < 0.05 && off.Max() < 0.5, $"log-probabilities are off by {off.Average():0.0000}, at most {off.Max():0.000}");
    }

    [Theory, MemberData(nameof(Families))]
    public void InBFloat16ItComesNear(string family, bool pictures)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using TranslationModel single = FamilyModels.Create(family, pictures), rounded = FamilyModels.Create(family, pictures, ScalarType.BFloat16);
        using SourceBatch batch = FamilyModels.Batch(single, 4);
        Tensor targets = FamilyModels.Targets(4, 5);
        Tensor exact = single.Decode(single.Encode(batch), targets).Hidden, near = rounded.Decode(rounded.Encode(batch), targets).Hidden.to(ScalarType.Float32);
        Assert.InRange(nn.functional.cosine_similarity(exact, near, dim: -1).min().item<float>(), 0.98f, 1.001f);
    }

    [Theory, MemberData(nameof(Families))]
    public void ARightPictureIsSeenAndNoneChangesNothingForOthers(string family, bool pictures)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        SourceExample example = TinyTranslator.Examples(1, pictures)[0], bare = example with { Regions = null };
        Tensor targets = FamilyModels.Targets(1, 5);
        Tensor seen = States(example), unseen = States(bare);
        Assert.Equal(pictures && NetworkFamilies.Find(family).Pictures != PictureUse.TrainingOnly, (seen - unseen).abs().max().item<float>() > 1e-3f);
        // A sentence without a picture beside one that has it.
        using SourceBatch both = new SourceBatcher(TinyTranslator.Layout(pictures)).Build([example, bare]);
        Tensor mixed = model.Decode(model.Encode(both), targets.repeat(2, 1)).Hidden;
        Assert.Equal(0, (mixed[1] - unseen[0]).abs().max().item<float>(), 1e-4f);
        Assert.Equal(0, (mixed[0] - seen[0]).abs().max().item<float>(), 1e-4f);

        Tensor States(SourceExample one)
        {
            using SourceBatch batch = new SourceBatcher(TinyTranslator.Layout(pictures)).Build([one]);
            return model.Decode(model.Encode(batch), targets).Hidden;
        }
    }
}
