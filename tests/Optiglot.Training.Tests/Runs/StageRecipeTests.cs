namespace Optiglot.Training.Tests;

/// <summary>A run that an earlier version began goes on where its recipe says the same, and nowhere else.</summary>
public sealed class StageRecipeTests : IDisposable
{
    private static readonly string[] Stages = [StageFolders.Captions, StageFolders.Pairs, "stage1", "stage2"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Recipe Recipe => new()
    {
        Name = "toy", Stage1 = new StageSection { MaxEpochs = 2, Precision = Precision.Fp32 }, Stage2 = new StageSection
        {
            MaxEpochs = 3, LearningRate = 1e-3, Precision = Precision.Fp32
        },
        Data = new DataSection { Captions = [new CaptionsSection { File = "a: b.tsv" }, new CaptionsSection { File = "c.tsv" }] },
    };

    private static string Without(string text, string key) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith(key + ":", StringComparison.Ordinal)));

    // "line 49 of its recipe.yaml is encoder:, now family_options: null"
    [Fact]
    public void AKeyThatCameLaterHasItsDefault()
    {
        string text = RecipeWriter.Write(Recipe), old = Without(text, "family_options");
        Assert.NotEqual(text, old);
        Assert.Null(RecipeDifference.Of(old, text));
        Assert.StartsWith("model.family_options was null",
            RecipeDifference.Of(old, text.Replace("family_options: null", "family_options: other", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatDiffersIsNamedWithItsPlace()
    {
        string text = RecipeWriter.Write(Recipe);
        Assert.Equal("stage2.learning_rate was 0.001, now 0.002", RecipeDifference.Of(text, RecipeWriter.Write(Recipe with
        {
            Stage2 = Recipe.Stage2! with { LearningRate = 2e-3 }
        })));
        Assert.StartsWith("data.captions.file was", RecipeDifference.Of(text, text.Replace("c.tsv", "d.tsv", StringComparison.Ordinal)));
        // A key that is gone said something of its own.
        Assert.Contains("cannot be read", RecipeDifference.Of(text + "gone: 1\n", text));
        // Cut in the middle of a value, or before a section.
        int at = text.IndexOf("0.001", StringComparison.Ordinal);
        Assert.NotNull(RecipeDifference.Of(text[..(at + 3)], text));
        Assert.NotNull(RecipeDifference.Of(text[..text.IndexOf("stage2:", StringComparison.Ordinal)], text));
        Assert.NotNull(RecipeDifference.Of("", text));
    }

    [Fact]
    public void WhatEveryShippedRecipesStagesSayIsReadBack()
    {
        string all = Path.Combine(TestData.Repository, "recipes");
        foreach (string file in Directory.EnumerateFiles(all, "*.yaml", SearchOption.AllDirectories))
        {
            Recipe recipe;
            try
            {
                recipe = RecipeFile.Load(file);
            }
            catch (InvalidDataException)
            {
                continue; // A part that others extend.
            }

            recipe = recipe with { Model = recipe.Model with { StartFrom = null } };
            StageFolders folders = new(recipe, new RunOptions { Folder = folder.Path, DataFolder = folder.Path }, new RecipeData(recipe, folder.Path));
            foreach (string text in Stages.Select(stage => folders.RecipeOf(stage).Text).Append(RecipeWriter.Write(recipe)))
                Assert.True(RecipeDifference.Of(text + " ", text) is null, $"{file}: {RecipeDifference.Of(text + " ", text)}");
        }
    }

    [Fact]
    public void ACheckpointWithTheHashAloneIsOfTheRecipeThatHasIt()
    {
        StageRecipe recipe = new(RecipeWriter.Write(Recipe), "");
        LoopOptions options = new() { Optimisation = Recipe.Stage1!, Folder = folder.Path, Recipe = recipe, DataKey = "data", Seed = 1 };
        File.WriteAllText(folder[LoopFiles.BestFile], "weights");
        Keep(new LoopState { Finished = true, RecipeKey = recipe.Key, DataKey = "data" });
        Assert.NotNull(LoopFiles.FinishedIn(options));
        Keep(new LoopState { Finished = true, RecipeKey = "other", DataKey = "data" });
        Assert.Contains("another recipe", Assert.Throws<InvalidDataException>(() => LoopFiles.FinishedIn(options)).Message);
        Keep(new LoopState { Finished = true, Recipe = recipe with { Text = Without(recipe.Text, "family_options") }, DataKey = "data" });
        Assert.NotNull(LoopFiles.FinishedIn(options));
        Keep(new LoopState { Finished = true, Recipe = recipe with { Start = "other weights" }, DataKey = "data" });
        Assert.Contains("the weights it starts from", Assert.Throws<InvalidDataException>(() => LoopFiles.FinishedIn(options)).Message);

        void Keep(LoopState state) => CheckpointFile.Save(folder["last.checkpoint"], state, []);
    }
}
