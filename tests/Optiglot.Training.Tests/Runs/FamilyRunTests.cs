using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training.Tests;

/// <summary>What training asks of every family of networks.</summary>
public class FamilyRunTests
{
    public static TheoryData<string> Families => [.. NetworkFamilies.All.Select(family => family.Name)];

    [Theory, MemberData(nameof(Families))]
    public void StoppedAndResumedEqualsUninterruptedToTheLastBit(string family)
    {
        using var world = new ToyWorld(pictures: true);
        Recipe recipe = Small(world, family);
        recipe = recipe with { EndToEnd = recipe.Stage2! with { MaxSteps = 6 }, Stage1 = null, Stage2 = null };
        using (var straight = new TrainingRun(recipe, world.Options("straight"), new NullTrainingProgress())) straight.Run();
        using (var stop = new CancellationTokenSource())
        using (var stopped = new TrainingRun(recipe, world.Options("stopped"), new StopAfter(stop, 3)))
            Assert.Throws<OperationCanceledException>(() => stopped.Run(cancellation: stop.Token));
        using (var resumed = new TrainingRun(recipe, world.Options("stopped"), new NullTrainingProgress())) resumed.Run();
        Assert.Equal(Weights(world, "straight"), Weights(world, "stopped"));
        // What is trained is what the family trains.
        using TranslationModel trained = ModelFolder.Open(Path.Combine(world.Folder, "straight")).LoadModel(),
            fresh = TranslationModel.Create(trained.Options, ScalarType.Float32, CPU, recipe.Seed);
        (long first, long count) = fresh.Parameters.RangeOf(ParameterGroup.Encoder);
        using Tensor before = fresh.Parameters.Master.narrow(0, first, count), after = trained.Parameters.Master.narrow(0, first, count);
        Assert.Equal(trained.Network.EncoderIsConstant, Same(before, after));
        Assert.False(Same(fresh.Parameters.Master, trained.Parameters.Master));
    }

    /// <summary>Stage 1 reads the frozen encoder's states from the disk, of each name and without padding.</summary>
    [Theory, MemberData(nameof(Families))]
    public void KeptStatesAreThoseOfTheEncoder(string family)
    {
        using var world = new ToyWorld(pictures: true);
        Recipe recipe = Small(world, family);
        using var store = Vision.RegionStore.Open(world.Store);
        var corpus = new RecipeData(recipe, world.Folder);
        IReadOnlyList<Example> train = [.. corpus.Train().Take(20).Select((example, i) => i % 3 == 0 ? example with { Picture = null } : example)];
        RunTexts texts = RunTexts.Open(recipe, corpus, corpus.Train(), Path.Combine(world.Folder, "tokenizers"), default);
        var data = new TranslationData(recipe, train, train, texts, new PictureSource(store, texts.Source, null), null);
        ModelOptions options = recipe.Model.Options(texts.Source.Count, texts.Target.Count, store.Detector.FeatureWidth);
        using TranslationModel model = TranslationModel.Create(options, ScalarType.Float32, CPU, 3);
        if (NetworkCost.EncodingLearnsWithTheDecoder(model.Network, options.Encoder.RegionFeatures + EncoderOptions.BoxNumbers)) return;
        var batcher = new SourceBatcher(data.Layout(recipe, options));
        using CachedStates kept = CachedStates.Open(Path.Combine(world.Folder, "encoder.states"), model, data, batcher, _ => { }, default);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        // With pictures and without, and without any.
        foreach (int[] sentences in new int[][] { [7, 0, 1, 12, 5], [3, 9] })
        {
            EncoderMemory read = kept.Read(sentences, ScalarType.Float32, CPU),
                made = model.Encode(batcher.Build([.. sentences.Select(index => data.Shown(index, 0))], CPU));
            Assert.Equal(made.Parts.Keys.Order(), read.Parts.Keys.Order());
            foreach ((string name, EncoderPart part) in made.Parts)
            {
                Assert.Equal(part.Places, read.Parts[name].Places);
                Assert.Equal(part.Lengths, read.Parts[name].Lengths);
                Assert.True(Same(part.Mask, read.Parts[name].Mask), name);
                Tensor real = part.Mask.unsqueeze(-1).to(ScalarType.Float32);
                Assert.Equal(0, ((part.States - read.Parts[name].States) * real).abs().max().item<float>(), 4e-3f);
            }
        }

        CachedStates.Delete(Path.Combine(world.Folder, "encoder.states"));
        Assert.Empty(Directory.GetFiles(world.Folder, "encoder*"));
    }

    internal static Recipe Small(ToyWorld world, string family)
    {
        Recipe recipe = world.Recipe(pictures: true, epochs: 1);
        ModelSection model = recipe.Model with
        {
            Family = family,
            FamilyOptions = family == "lxmert" ? new Dictionary<string, double> { ["region_layers"] = 1, ["cross_layers"] = 1 } : null,
            Modality = new ModalityLossOptions(),
            Encoder = recipe.Model.Encoder with { Norm = NormPlacement.Post, ScaleEmbeddings = false },
        };
        return recipe with { Model = model, Pretrain = new PretrainSections() };
    }

    private static bool Same(Tensor a, Tensor b) => a.eq(b).all().item<bool>();

    private static byte[] Weights(ToyWorld world, string run) => File.ReadAllBytes(Path.Combine(world.Folder, run, "model", ModelFolder.WeightsFile));
}
