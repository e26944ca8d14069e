using Optiglot.Networks;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.DemoWorld;

/// <summary>The demo's two experiments as recipes: alike in all but the pictures.</summary>
public static class DemoRecipes
{
    /// <summary>Region store of all pictures, in the demo's folder.</summary>
    internal const string Regions = "regions.sqlite";

    /// <summary>The whole method: pre-trained on pictures and captions, then two stages with pictures and modality loss.</summary>
    public static Recipe Multimodal(DemoOptions options)
    {
        var recipe = TextOnly(options);
        return recipe with
        {
            Name = "with-pictures",
            Data = recipe.Data with
            {
                Pictures = new PicturesSection
                {
                    Folder = WorldFolder.Pictures,
                    Regions = Path.Combine(Path.GetFullPath(options.Folder), Regions),
                    Detector = WorldDetector.Name,
                    MinRegions = 1,
                    MaxRegions = 10,
                },
            },
            Model = recipe.Model with { Modality = new ModalityLossOptions { Layers = ModalityLayers.Last } },
        };
    }

    /// <summary>Its twin without pictures: the same sizes, sentences and stages.</summary>
    public static Recipe TextOnly(DemoOptions options)
    {
        var training = options.Training;
        return new Recipe
        {
            Name = "text-only",
            Source = "en",
            Target = options.Language,
            Seed = training.Seed,
            Data = new DataSection
            {
                Set = CorpusKind.Files,
                Train = "train",
                Dev = "dev",
                Files = new[] { "train", "dev", "test" }.ToDictionary(split => split, split => Files(split, options.Language)),
                Captions = [new CaptionsSection { File = "pairs.tsv", Form = CaptionForm.Pairs }],
            },
            // The world has some 80 English and 200 target words: pieces are whole words but for the rarest.
            Text = new TextSection { Source = new LanguageSection { LowerCase = true, Size = 400 }, Target = new LanguageSection { Size = 800 } },
            Model = Sizes(training),
            Pretrain = new PretrainSections { Captions = Pretraining(training, training.CaptionEpochs), Pairs = Pretraining(training, training.PairEpochs) },
            Stage1 = Stage(training, training.Stage1Epochs, training.Stage1Rate),
            Stage2 = Stage(training, training.Stage2Epochs, training.Stage2Rate),
            Search = new BeamOptions { Beam = 3, MaximumLength = 40 },
            Evaluate = new EvaluateSection { Sets = ["test"], Pictures = [PictureChoice.Right, PictureChoice.Wrong] },
        };
    }

    private static FilesSection Files(string split, string language) =>
        new() { Source = $"{split}.en", Target = $"{split}.{language}", Pictures = $"{split}.pictures" };

    private static ModelSection Sizes(DemoTraining training) => new()
    {
        Encoder = new EncoderOptions
        {
            VocabularySize = 0,
            Width = training.Width,
            Layers = training.EncoderLayers,
            Heads = 4,
            FeedForward = 2 * training.Width,
            MaximumPositions = 64,
            // As in the small presets. BERT's own small embeddings are drowned at first, and a frozen encoder of that kind is hard to read:
            // 44 dev BLEU after stage 1, 84 with these two.
            Positions = PositionKind.Sinusoidal,
            ScaleEmbeddings = true,
            Norm = NormPlacement.Pre,
            NormEpsilon = 1e-5,
            Dropout = training.Dropout,
            AttentionDropout = training.Dropout,
        },
        Decoder = new DecoderOptions
        {
            VocabularySize = 0,
            Width = training.Width,
            Layers = training.DecoderLayers,
            Heads = 4,
            FeedForward = 2 * training.Width,
            MaximumPositions = 64,
            Dropout = training.Dropout,
            AttentionDropout = training.Dropout,
        },
    };

    private static PretrainSection? Pretraining(DemoTraining training, int epochs) => epochs == 0 ? null : new PretrainSection
    {
        MaxEpochs = epochs,
        BatchTokens = training.PretrainTokens,
        LearningRate = training.PretrainRate,
        WarmupSteps = 100,
        Decay = LearningRateDecay.Linear,
        Precision = Precision.Fp32,
    };

    private static StageSection? Stage(DemoTraining training, int epochs, double rate) => epochs == 0 ? null : new StageSection
    {
        MaxEpochs = epochs,
        BatchTokens = training.StageTokens,
        LearningRate = rate,
        WarmupSteps = 100,
        Decay = LearningRateDecay.Linear,
        Precision = Precision.Fp32,
        Patience = 0,
        EvaluateEvery = 2,
        AverageCheckpoints = 1,
    };
}
