namespace Optiglot.Cli.Tests.BadInput;

/// <summary>Recipes with mistakes: told before anything is written.</summary>
public sealed class BadRecipeTests
{
    [Theory]
    [InlineData("evaluate:", "evalaute:", "evalaute", "'evaluate'")]
    [InlineData("max_steps", "max_step", "max_step", "'max_steps'")]
    [InlineData("feed_forward: 32 }", "feedforward: 32 }", "feedforward", "'feed_forward'")]
    [InlineData("kind: bpe", "kind: bep", "bep", "bpe")]
    [InlineData("layers: 1", "layers: one", "one", "number")]
    [InlineData("name: toy", "name: [", "YAML", "toy.yaml:")]
    public void AMistakeIsNamedWithItsLineAndItsMend(string right, string wrong, string says, string mend)
    {
        string folder = TestFolders.Fresh($"bad-recipe-{says}"), recipe = SmallRecipe.Write(folder), run = Path.Combine(folder, "run");
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace(right, wrong));
        foreach (string command in (string[])["run", "train"])
            CliRun.Of(command, recipe, "--out", run, "--data", folder).AssertFails(1, "toy.yaml:", says, mend);
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void AMistypedKeyOfSetGetsTheNearest()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder);
        CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--set", "end_to_end.learning_rat=1")
            .AssertFails(1, "--set end_to_end.learning_rat=1", "'learning_rate'");
    }

    [Fact]
    public void AMissingVocabularySaysWhereToGetIt()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder);
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("joint: true", "joint: false").Replace("source: { kind: bpe, size: 120 }", """
            source: { kind: wordpiece, vocabulary: none/vocab.txt }
              target: { kind: bpe, size: 120 }
            """));
        CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder)
            .AssertEnds("none/vocab.txt", "./optiglot models get minilm", "https://huggingface.co/google-bert/bert-base-uncased", "put it");
    }

    [Fact]
    public void MissingTextIsNamed()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder);
        File.Delete(Path.Combine(folder, "text.de"));
        CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder).AssertEnds("text.de", "not found");
    }

    [Fact]
    public void ADetectorWithoutWeightsNamesTheWayByImport()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder);
        Directory.CreateDirectory(Path.Combine(folder, "photos"));
        File.WriteAllLines(Path.Combine(folder, "names"), ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]);
        File.WriteAllText(Path.Combine(folder, "photos", "a.jpg"), "");
        File.WriteAllText(recipe, File.ReadAllText(recipe)
            .Replace("  files:", $"  pictures: {{ folder: photos, regions: {folder}/regions.sqlite, detector: bottom-up }}\n  files:")
            .Replace("train: { source: text.en, target: text.de }", "train: { source: text.en, target: text.de, pictures: names }"));
        if (File.Exists(Path.Combine("models", "bottom-up", "bottom-up.onnx"))) Assert.Skip("this machine has the weights");
        CliRun.Of("run", recipe, "--out", Path.Combine(folder, "run"), "--data", folder).AssertEnds("bottom-up.onnx", "export it yourself", "regions import");
    }
}
