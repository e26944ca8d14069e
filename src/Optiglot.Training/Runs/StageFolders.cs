namespace Optiglot.Training;

/// <summary>
/// Where the stages of a run keep their checkpoints: in its folder or, where runs share parts (<see cref="RunOptions.Parts"/>), each in a folder named after
/// all that decides its weights, so that what several runs have in common is trained once.
/// </summary>
/// <param name="recipe">The recipe, its precision settled.</param>
/// <param name="options">Where the run takes place.</param>
/// <param name="data">Finds the weights that the encoder starts from.</param>
internal sealed class StageFolders(Recipe recipe, RunOptions options, RecipeData data)
{
    internal const string Captions = "vlp_captions", Pairs = "vlp_pairs";

    private string? start;

    /// <summary>The folder of a stage.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="dataKey">Key of what it learns from: with other data, a shared stage is another.</param>
    internal string Of(string stage, string dataKey) => options.Parts is { } parts
        ? Path.Combine(parts, $"{stage}-{new ContentKey().Add(RecipeOf(stage).Key).Add(dataKey)}")
        : Path.Combine(options.Folder, stage);

    /// <summary>All of the recipe that decides a stage's weights.</summary>
    internal StageRecipe RecipeOf(string stage) => new(RecipeWriter.WriteContent(Deciding(stage)), start ??= Start());

    // The recipe without what comes after the stage, or has no say in it.
    private Recipe Deciding(string stage)
    {
        Recipe shared = recipe with { Name = "", Evaluate = new EvaluateSection { Sets = recipe.Evaluate.Sets } };
        return stage switch
        {
            Captions => OfEncoder(shared) with
            {
                Target = "",
                Pretrain = recipe.Pretrain with { Pairs = null },
                Data = recipe.Data with { Hide = null, BackTranslation = null, SelfTraining = null, TargetForm = default },
                Text = recipe.Text with { Target = recipe.Text.Joint ? recipe.Text.Target : new LanguageSection() },
            },
            Pairs => OfEncoder(shared) with { Data = recipe.Data with { Hide = null } },
            "stage2" => shared,
            _ => shared with { Stage2 = null },
        };
    }

    private static Recipe OfEncoder(Recipe all) => all with
    {
        EndToEnd = null, Stage1 = null, Stage2 = null, Search = new(), Model = all.Model with { Decoder = new() { VocabularySize = 0 }, Modality = new() },
    };

    // Another file under the same name is another start.
    private string Start() => recipe.Model.StartFrom is { } from ? FileHash.Sha256(StartingWeights.Find(data, from)) : "";
}
