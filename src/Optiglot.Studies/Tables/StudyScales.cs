using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>Turns a row's recipe into the one that is run at a scale.</summary>
internal static class StudyScales
{
    private const int TinyUpdates = 2, TinyPairs = 96, TinyCaptions = 48, TinyPieces = 400;

    /// <summary>The recipe at a scale; <see cref="StudyScale.Small"/> is what is written in it.</summary>
    public static Recipe Apply(Recipe recipe, StudyScale scale) => scale switch
    {
        StudyScale.Tiny => Tiny(recipe),
        StudyScale.Small => recipe,
        StudyScale.Paper => Paper(recipe),
        _ => throw new ArgumentOutOfRangeException(nameof(scale)),
    };

    private static Recipe Tiny(Recipe recipe) => recipe with
    {
        Data = recipe.Data with
        {
            MaxTrain = TinyPairs, MaxDev = 8, Captions = [.. recipe.Data.Captions.Select(captions => captions with { Max = TinyCaptions })],
        },
        Text = recipe.Text with { Source = Small(recipe.Text.Source), Target = Small(recipe.Text.Target) },
        Pretrain = new PretrainSections { Captions = Short(recipe.Pretrain.Captions), Pairs = Short(recipe.Pretrain.Pairs) },
        EndToEnd = Short(recipe.EndToEnd), Stage1 = Short(recipe.Stage1), Stage2 = Short(recipe.Stage2),
        // Networks that know nothing do not stop: their translations are cut.
        Search = recipe.Search with { Beam = 1, MaximumLength = 12 },
        Evaluate = recipe.Evaluate with { Pictures = [PictureChoice.Right], Hide = null },
    };

    private static LanguageSection Small(LanguageSection section) => section with { Size = Math.Min(section.Size, TinyPieces) };

    private static T? Short<T>(T? section) where T : OptimisationSection => section is null ? null : section with
    {
        MaxSteps = TinyUpdates, MaxEpochs = null, MaxMinutes = null, BatchTokens = 256, WarmupSteps = 1,
    };

    // Sizes and ends that the paper's Table 3 row has; what it trains on has to be there (recipes/paper-en-de.yaml says what).
    private static Recipe Paper(Recipe recipe) => recipe with
    {
        Model = recipe.Model with
        {
            StartFrom = recipe.Model.StartFrom is null ? null : "models/bert-base-uncased",
            Encoder = recipe.Model.StartFrom is null ? recipe.Model.Encoder : recipe.Model.Encoder with
            {
                Width = 768, Layers = 12, Heads = 12, FeedForward = 3072
            },
            Decoder = recipe.Model.Decoder with { Width = 1024, Layers = 6, Heads = 16, FeedForward = 4096 },
        },
        Text = recipe.Model.StartFrom is null ? recipe.Text : recipe.Text with
        {
            Source = recipe.Text.Source with { Vocabulary = "models/bert-base-uncased/vocab.txt" }
        },
        Data = recipe.Data with
        {
            Captions = recipe.Data.Captions.Count == 0 ? [] : [new CaptionsSection { File = "captions/vlp.tsv", Form = CaptionForm.Pairs }],
            Pictures = recipe.Data.Pictures is null ? null : recipe.Data.Pictures with
            {
                Folder = "pictures", Regions = "regions/bottom-up", Detector = "bottom-up", MinRegions = 10, MaxRegions = 100
            },
        },
        Pretrain = new PretrainSections
        {
            Captions = recipe.Pretrain.Captions is { } captions
                ? captions with { MaxEpochs = 10, MaxMinutes = null, BatchTokens = 16384, LearningRate = 1e-4, WarmupSteps = 10000 } : null,
            Pairs = recipe.Pretrain.Pairs is { } pairs ? pairs with { MaxEpochs = 5, MaxMinutes = null, BatchTokens = 16384 } : null,
        },
        EndToEnd = Long(recipe.EndToEnd, recipe.Model.StartFrom is null ? 5e-4 : 5e-5), Stage1 = Long(recipe.Stage1, 5e-4), Stage2 = Long(recipe.Stage2, 5e-5),
    };

    private static StageSection? Long(StageSection? stage, double rate) => stage is null ? null : stage with
    {
        MaxEpochs = 100, MaxMinutes = null, BatchTokens = 4096, LearningRate = rate, EncoderRate = 1, WarmupSteps = 4000, Decay = LearningRateDecay.InverseSqrt,
        Patience = 10,
    };
}
