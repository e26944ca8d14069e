using Optiglot.Translation;

namespace Optiglot.Training.Tests;

/// <summary>Every recipe we ship runs: two updates of each of its parts, then a model folder that translates.</summary>
/// <param name="seen">Regions of the pictures.</param>
public abstract class RecipePromise(RecipePromise.SeenPictures seen) : IClassFixture<RecipePromise.SeenPictures>, IDisposable
{
    /// <summary>The folder of the test.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("optiglot-recipe-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a recipe on a few lines of the data that it names.</summary>
    protected void RunOnRealData(string name)
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

    /// <summary>Regions that recipes with the same detector share: those that the first lacks the next finds.</summary>
    public sealed class SeenPictures : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("optiglot-seen-").FullName;

        public void Dispose() => Directory.Delete(folder, recursive: true);

        internal string StoreOf(PicturesSection pictures) =>
            Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(pictures.Detector)}-{pictures.MinRegions}-{pictures.MaxRegions}.sqlite");
    }

    private protected void Translates(Recipe recipe, string data, params string[] models)
    {
        string run = Path.Combine(Folder, "run");
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
        using TrainingRun training = new(recipe, new RunOptions { Folder = Path.Combine(Folder, "base"), DataFolder = data, ReportSeconds = 0 },
            NullTrainingProgress.Instance);
        training.Run();
        return Path.Combine(Folder, "base");
    }

    private void PreTrains(Recipe recipe, string data)
    {
        string run = Path.Combine(Folder, "run");
        using (TrainingRun training = new(recipe, new RunOptions { Folder = run, DataFolder = data, ReportSeconds = 0 }, NullTrainingProgress.Instance))
            training.Run();
        Assert.True(File.Exists(Path.Combine(run, "vlp_captions", "best.safetensors")));
    }

    private protected static Recipe Short(Recipe recipe)
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
}
