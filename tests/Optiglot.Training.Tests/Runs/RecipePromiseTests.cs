using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Training.Tests;

/// <summary>Every recipe we ship runs: two updates of each of its parts, then a model folder that translates.</summary>
public sealed class RecipePromiseTests(RecipePromiseTests.SeenPictures seen) : IClassFixture<RecipePromiseTests.SeenPictures>, IDisposable
{
    private static readonly string[] Words = ["a", "man", "two", "dogs", "play", "with", "red", "ball", "on", "the", "grass", "woman", "sits", "near", "water"];

    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-recipe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("multi30k-text-en-de")]
    [InlineData("flickr8k-en-de")]
    [InlineData("flickr8k-en-fr")]
    [InlineData("multi30k-text-de-en")]
    [InlineData("pictures/vlp-color")]
    [InlineData("pictures/vlp-color-text")]
    [InlineData("pictures/hidden-color-en-de")]
    [InlineData("pictures/hidden-noun-text-en-de")]
    [InlineData("pictures/translate-en-de")]
    [InlineData("adapt/coco-en-de")]
    [InlineData("adapt/coco-en-de-other")]
    [InlineData("families/bert-fused-en-de")]
    [InlineData("families/deliberation-en-de")]
    [InlineData("families/doubly-attentive-en-de")]
    [InlineData("families/doubly-attentive-rnn-en-de")]
    [InlineData("families/fusion-conv-en-de")]
    [InlineData("families/gated-fusion-en-de")]
    [InlineData("families/graph-fusion-en-de")]
    [InlineData("families/lxmert-en-de")]
    [InlineData("families/multimodal-self-attention-en-de")]
    [InlineData("families/selective-attention-en-de")]
    [InlineData("families/trg-mul-en-de")]
    [InlineData("families/vag-en-de")]
    [InlineData("families/vmmt-en-de")]
    public void RunsOnRealData(string name)
    {
        string data = TestData.Folder();
        Recipe recipe = Short(RecipeFile.Load(Path.Combine(TestData.Repository, "recipes", name + ".yaml")));
        // What a recipe goes on from is another's run; here it starts from where that one did, or from a model that is trained for it.
        if (recipe.Model.StartFrom is { } start)
        {
            string from = name.StartsWith("adapt/", StringComparison.Ordinal) ? Adapted(data)
                : TestData.Model(start.StartsWith("models/", StringComparison.Ordinal) ? start : "models/minilm");
            recipe = recipe with { Model = recipe.Model with { StartFrom = from } };
        }

        if (recipe.Text.Source.Vocabulary is { } vocabulary) recipe = recipe with
        {
            Text = recipe.Text with { Source = recipe.Text.Source with { Vocabulary = TestData.Model(vocabulary) } }
        };
        if (recipe.Data.Pictures is not null) TestData.Model("models/resnet18");
        recipe = recipe with
        {
            Data = recipe.Data with
            {
                MaxTrain = 48,
                MaxDev = 6,
                Captions = [.. recipe.Data.Captions.Select(captions => captions with { Max = 24 })],
                Pictures = recipe.Data.Pictures is { } pictures ? pictures with { Regions = seen.StoreOf(pictures) } : null,
            },
            Text = recipe.Text with { Source = recipe.Text.Source with { Size = 400 }, Target = recipe.Text.Target with { Size = 400 } },
        };
        if (recipe.Stages().Count == 0) PreTrains(recipe, data);
        else Translates(recipe, data, Path.Combine(data, "..", "models"), TestData.Models);
    }

    [Fact]
    public void ThePapersSizeRunsOnMadeUpInput()
    {
        MakeUp();
        Recipe recipe = Short(RecipeFile.Load(Path.Combine(TestData.Repository, "recipes", "paper-en-de.yaml")));
        FilesSection Files(string split) => new() { Source = $"{split}.en", Target = $"{split}.de", Pictures = $"{split}.pictures" };
        recipe = recipe with
        {
            Data = recipe.Data with
            {
                Set = CorpusKind.Files,
                Files = new Dictionary<string, FilesSection> { ["train"] = Files("train"), ["val"] = Files("val") },
                Captions = [new CaptionsSection { File = "captions.tsv", Form = CaptionForm.Pairs }],
                Pictures = recipe.Data.Pictures! with { Folder = "", Regions = Path.Combine(folder, "regions.sqlite") },
            },
            Text = recipe.Text with
            {
                Source = recipe.Text.Source with { Vocabulary = Path.Combine(folder, "vocab.txt") }, Target = recipe.Text.Target with { Size = 60 }
            },
            Model = recipe.Model with { StartFrom = null },
        };
        Assert.Equal((768, 12, 1024), (recipe.Model.Encoder.Width, recipe.Model.Encoder.Layers, recipe.Model.Decoder.Width));
        // Whole, it is built without memory; run, it has the paper's widths, and fewer of its layers, which are all alike: ten gigabytes of checkpoints less.
        ModelOptions whole = recipe.Model.Options(30_522, 10_000, 2048);
        using (TranslationModel shapes = TranslationModel.Create(whole, ScalarType.Float32, META, recipe.Seed))
            Assert.Equal(NetworkFamilies.ParameterCount(whole), shapes.Parameters.All.Sum(parameter => parameter.Size));
        ModelSection model = recipe.Model;
        Translates(recipe with { Model = model with { Encoder = model.Encoder with { Layers = 2 }, Decoder = model.Decoder with { Layers = 2 } } }, folder,
            folder);
    }

    /// <summary>Regions that recipes with the same detector share: those that the first lacks the next finds.</summary>
    public sealed class SeenPictures : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("optiglot-seen-").FullName;

        public void Dispose() => Directory.Delete(folder, recursive: true);

        internal string StoreOf(PicturesSection pictures) =>
            Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(pictures.Detector)}-{pictures.MinRegions}-{pictures.MaxRegions}.sqlite");
    }

    private void Translates(Recipe recipe, string data, params string[] models)
    {
        string run = Path.Combine(folder, "run");
        using (TrainingRun training = new(recipe, new RunOptions { Folder = run, DataFolder = data, ModelFolders = models, ReportSeconds = 0 },
            NullTrainingProgress.Instance)) training.Run();
        using Translator translator = Translator.Open(run);
        Assert.NotNull(translator.Translate([new TranslationRequest("a man with two dogs")],
            new TranslationOptions { Search = new BeamOptions { Beam = 2, MaximumLength = 5 } })[0].Text);
        Assert.True(File.Exists(Path.Combine(run, "curve.png")));
    }

    // The model that is adapted, in two updates.
    private string Adapted(string data)
    {
        Recipe recipe = Short(RecipeFile.Load(Path.Combine(TestData.Repository, "recipes", "multi30k-text-en-de.yaml")));
        recipe = recipe with { Data = recipe.Data with { MaxTrain = 48, MaxDev = 6 },
            Text = recipe.Text with { Source = recipe.Text.Source with { Size = 400 } } };
        using TrainingRun training = new(recipe, new RunOptions { Folder = Path.Combine(folder, "base"), DataFolder = data, ReportSeconds = 0 },
            NullTrainingProgress.Instance);
        training.Run();
        return Path.Combine(folder, "base");
    }

    private void PreTrains(Recipe recipe, string data)
    {
        string run = Path.Combine(folder, "run");
        using (TrainingRun training = new(recipe, new RunOptions { Folder = run, DataFolder = data, ReportSeconds = 0 }, NullTrainingProgress.Instance))
            training.Run();
        Assert.True(File.Exists(Path.Combine(run, "vlp_captions", "best.safetensors")));
    }

    private static Recipe Short(Recipe recipe)
    {
        PretrainSection? Two(PretrainSection? section) => section is null ? null : section with { MaxSteps = 2, BatchTokens = 300 };
        StageSection? Both(StageSection? section) => section is null ? null : section with { MaxSteps = 2, BatchTokens = 100, AverageCheckpoints = 1 };
        return recipe with
        {
            Pretrain = new PretrainSections { Captions = Two(recipe.Pretrain.Captions), Pairs = Two(recipe.Pretrain.Pairs) },
            EndToEnd = Both(recipe.EndToEnd),
            Stage1 = Both(recipe.Stage1),
            Stage2 = Both(recipe.Stage2),
            Evaluate = new EvaluateSection(),
        };
    }

    private void MakeUp()
    {
        var random = new Random(4);
        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(4, 9)).Select(_ => Words[random.Next(Words.Length)]));
        foreach ((string split, int lines) in new[] { ("train", 16), ("val", 4) })
        {
            File.WriteAllLines(Path.Combine(folder, $"{split}.en"), Enumerable.Range(0, lines).Select(_ => Sentence()));
            File.WriteAllLines(Path.Combine(folder, $"{split}.de"), Enumerable.Range(0, lines).Select(_ => Sentence()));
            File.WriteAllLines(Path.Combine(folder, $"{split}.pictures"), Enumerable.Range(0, lines).Select(line => line % 4 == 3 ? "-" : $"{line}.jpg"));
        }

        File.WriteAllLines(Path.Combine(folder, "captions.tsv"), Enumerable.Range(0, 12).Select(line => $"{line}.jpg\t{Sentence()}"));
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Words]);
        using RegionStore store = RegionStore.Create(Path.Combine(folder, "regions.sqlite"), new DetectorInfo
        {
            Name = "bottom-up", Sha256 = "made up", FeatureWidth = 2048, ClassNames = ["dogs", "ball"]
        });
        store.Put(Enumerable.Range(0, 16).Select(line => ($"{line}.jpg", Regions(random, 10))));
    }

    private static RegionSet Regions(Random random, int count) => new(
        640, 480,
        [.. Enumerable.Range(0, count).SelectMany(_ => (float[])[0.1f, 0.1f, 0.6f, 0.7f])],
        [.. Enumerable.Range(0, count).Select(i => 0.9f - (0.05f * i))],
        [.. Enumerable.Range(0, count).Select(i => i % 2)], null,
        [.. Enumerable.Range(0, count * 2048).Select(_ => random.NextSingle())]);
}
