using Optiglot.Translation;

namespace Optiglot.Training.Tests;

/// <summary>Training that goes on from a whole model.</summary>
public sealed class StartingModelTests : IDisposable
{
    private readonly ToyWorld world = new(pictures: true);

    public void Dispose() => world.Dispose();

    private string Base(bool pictures)
    {
        Recipe recipe = world.Recipe(pictures, epochs: 1);
        recipe = recipe with
        {
            Pretrain = new(), Stage1 = null, Stage2 = null, Search = new BeamOptions { Beam = 3, Alpha = 0.5 },
            EndToEnd = new StageSection { MaxSteps = 60, BatchTokens = 200, LearningRate = 5e-3, WarmupSteps = 10, Precision = Precision.Fp32,
                AverageCheckpoints = 1, Patience = 0 },
        };
        using TrainingRun run = new(recipe, world.Options("base"), new NullTrainingProgress());
        run.Run();
        return Path.Combine(world.Folder, "base");
    }

    private Recipe Adapted(string more = "", bool pictures = false, params string[] overrides)
    {
        string files(string split) => $"{{ source: {split}.en, target: {split}.de{(pictures ? $", pictures: {split}.pictures" : "")} }}";
        string path = Path.Combine(world.Folder, "adapted.yaml");
        File.WriteAllText(path, $$"""
            name: adapted
            source: en
            target: de
            data:
              set: files
              dev: val
              max_train: 50
              files: { train: {{files("train")}}, val: {{files("val")}} }
              {{(pictures ? $"pictures: {{ regions: {world.Store} }}" : "")}}
            model: { start_from: base }
            end_to_end: { max_steps: 2, batch_tokens: 200, learning_rate: 1e-3, warmup_steps: 1, precision: fp32, average_checkpoints: 1, patience: 0 }
            {{more}}

            """);
        return RecipeFile.Load(path, overrides);
    }

    private string Train(string name, Recipe recipe)
    {
        using TrainingRun run = new(recipe, world.Options(name), new NullTrainingProgress());
        run.Run();
        return Path.Combine(world.Folder, name);
    }

    private static byte[] Weights(string run) => File.ReadAllBytes(Path.Combine(run, "model", ModelFolder.WeightsFile));

    private IReadOnlyList<TranslationResult> Translations(string run, bool pictures)
    {
        using Vision.RegionStore store = Vision.RegionStore.Open(world.Store);
        using Translator translator = Translator.Open(run, new TranslatorSettings { Store = pictures ? store : null });
        BeamOptions search = translator.Info.Search with { Beam = 3, NBest = 3 };
        return translator.Translate(
            [.. File.ReadLines(Path.Combine(world.Folder, "val.en")).Select(text => new TranslationRequest(text, pictures ? "1-2.png" : null))],
            new TranslationOptions { Search = search });
    }

    [Theory, InlineData(false, false), InlineData(true, true), InlineData(true, false)]
    public void BeforeTheFirstUpdateItIsTheModelItStartsFrom(bool baseSees, bool adaptedSees)
    {
        string first = Base(baseSees), second = Train("zero", Adapted(pictures: adaptedSees, overrides: "end_to_end.max_steps=0"));
        Assert.Equal(Weights(first), Weights(second));
        Assert.Equal(
            Translations(first, baseSees).SelectMany(result => result.NBest), Translations(second, baseSees).SelectMany(result => result.NBest));
        (ModelConfig old, ModelConfig made) = (ModelFolder.Open(first).Config, ModelFolder.Open(second).Config);
        Assert.Equal(old.Source, made.Source);
        Assert.Equal(old.Target, made.Target);
        Assert.Equal((old.Model.Encoder, old.Model.Decoder, old.Model.Family, old.Regions, old.Tags),
            (made.Model.Encoder, made.Model.Decoder, made.Model.Family, made.Regions, made.Tags));
        Assert.Equal((old.Detector?.ToJson(), 3, 0.5), (made.Detector?.ToJson(), made.Search.Beam, made.Search.Alpha));
    }

    [Fact]
    public void TwoUpdatesChangeTheWeightsAndNothingElse()
    {
        string first = Base(pictures: false),
            second = Train("two", Adapted("search: { beam: 4 }", false, "model.encoder.dropout=0.25", "end_to_end.patience=0"));
        byte[] best = File.ReadAllBytes(Path.Combine(second, "end_to_end", "best.safetensors"));
        Assert.NotEmpty(best);
        using (TrainingRun again = new(Adapted("search: { beam: 4 }", false, "model.encoder.dropout=0.25", "end_to_end.patience=0"), world.Options("two"),
            new NullTrainingProgress())) again.Run();
        ModelConfig old = ModelFolder.Open(first).Config, made = ModelFolder.Open(second).Config;
        Assert.Equal((old.Source.TokenizerSha256, old.Target.TokenizerSha256), (made.Source.TokenizerSha256, made.Target.TokenizerSha256));
        Assert.Equal((0.25, old.Model.Decoder, 4), (made.Model.Encoder.Dropout, made.Model.Decoder, made.Search.Beam));
        // Scored before the first update, then after the last; which of them is kept is the dev set's choice.
        LoopState state = CheckpointFile.Open(Path.Combine(second, "end_to_end", "last.checkpoint")).State<LoopState>();
        Assert.Equal([0L, 2L], state.Scores.Select(score => score.Step));
        // The recipe with every value, which later commands read, says the same.
        Recipe kept = RecipeFile.Load(Path.Combine(second, TrainingRun.RecipeFile));
        Assert.Equal((true, 32, true), (kept.Text.Joint, kept.Model.Encoder.Width, kept.Text.Source.LowerCase));
        // Without a dev set's choice: pairs that are learned by heart are told apart from the model before.
        Recipe much = Adapted(overrides: ["end_to_end.max_steps=40", "end_to_end.learning_rate=5e-3", "data.dev=train"]);
        Assert.NotEqual(Weights(first), Weights(Train("much", much)));
    }

    [Fact]
    public void WhatIsWorseOnTheDevSetIsNotKept()
    {
        string first = Base(pictures: false), second = Train("ruined", Adapted(overrides: ["end_to_end.learning_rate=1", "end_to_end.max_steps=4"]));
        Assert.Equal(Weights(first), Weights(second));
    }

    [Theory]
    [InlineData("model.encoder.width=96", "model.encoder.width is 96 in the recipe, 32 in the model")]
    [InlineData("model.decoder.norm=post", "model.decoder.norm is post in the recipe, pre in the model")]
    [InlineData("model.family=gated-fusion", "model.family is gated-fusion in the recipe, vlp in the model")]
    [InlineData("text.source.lower_case=false", "text.source.lower_case is false in the recipe, true in the model")]
    [InlineData("text.source.size=81", "text.source.size is 81 in the recipe")]
    [InlineData("text.joint=false", "text.joint is false in the recipe, true in the model")]
    [InlineData("target=fr", "target is fr in the recipe, de in the model")]
    [InlineData("pretrain.pairs.max_steps=1", "pretrain: base, which model.start_from names, is a whole model")]
    [InlineData("data.pictures.regions=r.sqlite", "data.pictures: base, which model.start_from names, sees no pictures")]
    public void ARecipeThatContradictsTheModelIsTold(string setting, string says)
    {
        Base(pictures: false);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            new TrainingRun(Adapted(overrides: setting), world.Options("x"), new NullTrainingProgress()));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "x")));
    }

    [Fact]
    public void AFileOfWeightsIsAnEncodersAndNoWholeModel()
    {
        string file = Path.Combine(Base(pictures: false), "model", ModelFolder.WeightsFile);
        Recipe recipe = Adapted(overrides: $"model.start_from={file}");
        Assert.Equal((null, recipe),
            (StartingModel.Find(recipe, new RecipeData(recipe, world.Folder)), StartingModel.Settle(recipe, new RecipeData(recipe, world.Folder))));
    }
}
