using Optiglot.Networks;

namespace Optiglot.Training.Tests;

public sealed class RecipeTests : IDisposable
{
    private const string Shortest = "name: tiny\nend_to_end: { max_epochs: 1 }\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Recipes => Path.Combine(TestData.Repository, "recipes");

    // Presets are parts of recipes and none by themselves.
    public static TheoryData<string> Shipped =>
        [.. Directory.GetFiles(Recipes, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Recipes, file))
            .Where(file => !file.StartsWith("presets", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void EveryShippedRecipeIsValidAndIsNamedAsItsFile(string file)
    {
        Recipe recipe = RecipeFile.Load(Path.Combine(TestData.Repository, "recipes", file));
        // In a folder the name may begin with the folder's.
        string name = Path.GetFileNameWithoutExtension(file), within = $"{Path.GetFileName(Path.GetDirectoryName(file))}-{name}";
        Assert.Contains(recipe.Name, within.StartsWith('-') ? [name] : new[] { name, within });
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void AWrittenRecipeReadsBackTheSame(string file)
    {
        Recipe recipe = RecipeFile.Load(Path.Combine(TestData.Repository, "recipes", file));
        RecipeFile.Save(recipe, folder["copy.yaml"]);
        Recipe copy = RecipeFile.Load(folder["copy.yaml"]);
        Assert.Equal(RecipeWriter.Write(recipe), RecipeWriter.Write(copy));
        Assert.Equivalent(recipe, copy);
    }

    [Fact]
    public void TheShortestRecipeHasDefaultsForEverythingElse()
    {
        Recipe recipe = Load(Shortest);
        Assert.Equal(("tiny", "en", "de", 1ul), (recipe.Name, recipe.Source, recipe.Target, recipe.Seed));
        RecipeStage stage = Assert.Single(recipe.Stages());
        Assert.Equal(("end_to_end", false, 0.1), (stage.Name, stage.EncoderFrozen, stage.Options.LabelSmoothing));
    }

    [Theory]
    [InlineData("nmae: x", "a.yaml:1: unknown key 'nmae': did you mean 'name'?")]
    [InlineData("name: x\nstage1:\n  learning_rat: 1e-3", "a.yaml:3: unknown key 'stage1.learning_rat': did you mean 'learning_rate'?")]
    [InlineData("name: x\nstage1:\n  learning-rate: 1e-3", "a.yaml:3: unknown key 'stage1.learning-rate': did you mean 'learning_rate'?")]
    [InlineData("name: x\nlabel_smoothing: 0.1",
        "a.yaml:2: unknown key 'label_smoothing': did you mean 'end_to_end.label_smoothing' or 'stage1.label_smoothing' or 'stage2.label_smoothing'?")]
    [InlineData("name: x\nmodel:\n  encoder:\n    vocabulary_size: 3", "a.yaml:4: unknown key 'model.encoder.vocabulary_size': the keys here are")]
    [InlineData("name: x\nstage1:\n  max_epochs: many", "a.yaml:3: stage1.max_epochs: 'many' is not a whole number.")]
    [InlineData("name: x\nstage1:\n  label_smoothing: 1.5", "a.yaml:3: stage1.label_smoothing: 1.5 is out of range: at least 0 and below 1.")]
    [InlineData("name: x\nstage1:\n  batch_tokens: 0", "a.yaml:3: stage1.batch_tokens: 0 is out of range: at least 1.")]
    [InlineData("name: x\nstage1:\n  decay: sqrt", "a.yaml:3: stage1.decay: 'sqrt' is not one of inverse_sqrt, linear, cosine, constant.")]
    [InlineData("name: x\ntext: { joint: true }\nmodel: { decoder: { share_with_encoder: true } }\nstage1: { max_epochs: 1 }",
        "a.yaml: model.decoder.share_with_encoder: not together with stage1")]
    [InlineData("name: x\nmodel: { family: vlpp }\nstage2: { max_epochs: 1 }", "a.yaml: there is no family of networks called `vlpp`: the families are")]
    [InlineData("name: x\nmodel: { family: selective-attention }\nstage1: { max_epochs: 1 }\ndata: { pictures: { folder: p, regions: r } }",
        "a.yaml: stage1: keeps the encoder's states from epoch to epoch")]
    [InlineData("name: x\nstage1: 3", "a.yaml:2: stage1: wants a section of `key: value` lines.")]
    [InlineData("name: x\nsource: null", "a.yaml:2: source: must have a value.")]
    [InlineData("name: x\nstage1:\n  adam_betas: [0.9]", "a.yaml:3: stage1.adam_betas:")]
    [InlineData("name: ../x", "a.yaml:1: name: ../x is no name")]
    [InlineData("name: x\nname: y", "a.yaml:2: not valid YAML: the key 'name' is here twice")]
    [InlineData("- a", "a.yaml: a recipe is a list of `key: value` lines")]
    [InlineData("name: x\nextends: b.yaml", "a.yaml:2: extends b.yaml, but there is no")]
    [InlineData("name: x\nextends: a.yaml", "a.yaml: `extends` goes round in a circle")]
    [InlineData("name: x\na: &a\n  b: *a", "a.yaml:3: not valid YAML: there is no anchor &a")]
    [InlineData("name: &n x\nsource: *n\nstage1: 3", "a.yaml:3: stage1: wants a section")]
    [InlineData("name: x\n---\nname: y", "a.yaml:2: a second document")]
    [InlineData("name: x\n? [a, b]\n: c", "a.yaml:2: a key must be a word")]
    [InlineData("name: x", "a.yaml: nothing to do")]
    [InlineData("name: x\nstage1: { patience: 0 }", "a.yaml: stage1: would never end")]
    [InlineData("name: x\nstage1: {}\nend_to_end: {}", "a.yaml: end_to_end: not together with stage1 or stage2")]
    [InlineData("name: x\nstage1: {}\nmodel: { modality: { layers: last } }", "a.yaml: model.modality.layers: a modality loss needs pictures")]
    [InlineData("name: x\nstage1: {}\nmodel: { encoder: { heads: 7 } }", "a.yaml: model options: encoder width 768 is not divided by its 7 heads")]
    [InlineData("name: x\nstage1: {}\nmodel: { decoder: { dropout: 1 } }", "a.yaml: model.decoder.dropout: must be at least 0 and below 1.")]
    [InlineData("name: x\nstage1: {}\nsearch: { beam: 0 }", "a.yaml: search options: beam 0 must be from 1 to 1024")]
    [InlineData("name: x\npretrain: { captions: { max_epochs: 1 } }", "a.yaml: pretrain.captions: there are no captions")]
    [InlineData("name: x\nstage1: {}\ndata: { set: files, files: { train: { source: a } } }", "a.yaml: data.files: has no split 'val'; it has train.")]
    public void WhatIsWrongIsOneLineThatSaysWhereAndHowToMend(string yaml, string expected)
    {
        Exception error = Assert.ThrowsAny<IOException>(() => Wrap(() => Load(yaml)));
        Assert.Contains(expected, error.Message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void WhatExtendsIsMergedSectionBySectionAndTheLaterWins()
    {
        folder.Write("presets/base.yaml", "stage1: { max_epochs: 5, learning_rate: 0.01 }\nevaluate: { sets: [a, b] }\nsearch: { beam: 3 }");
        folder.Write("presets/more.yaml", "extends: base.yaml\nsearch: { beam: 4 }");
        Recipe recipe = Load("extends: [presets/more.yaml]\nname: x\nstage1: { learning_rate: 0.02 }\nevaluate: { sets: c }");
        Assert.Equal((5, 0.02, 4), (recipe.Stage1!.MaxEpochs, recipe.Stage1.LearningRate, recipe.Search.Beam));
        Assert.Equal(["c"], recipe.Evaluate.Sets);
    }

    [Fact]
    public void ASectionOfAnExtendedRecipeIsTakenAwayByNull()
    {
        folder.Write("two.yaml", "name: two\nstage1: {}\nstage2: {}");
        Recipe recipe = Load("extends: two.yaml\nstage1: null\nstage2: ~\nend_to_end: {}");
        Assert.Equal(["end_to_end"], recipe.Stages().Select(stage => stage.Name));
    }

    [Fact]
    public void OverridesOfTheCommandLineWinAndMakeSections()
    {
        Recipe recipe = Load(Shortest, "end_to_end.learning_rate=5e-4", "evaluate.sets=[a, b]", "model.modality.weight=0.4", "seed=18446744073709551615",
            "data.max_train=100");
        Assert.Equal((5e-4, 0.4, ulong.MaxValue, 100), (recipe.EndToEnd!.LearningRate, recipe.Model.Modality.Weight, recipe.Seed, recipe.Data.MaxTrain));
        Assert.Equal(["a", "b"], recipe.Evaluate.Sets);
    }

    [Theory]
    [InlineData("end_to_end.learning_rat=5", "--set end_to_end.learning_rat=5: unknown key 'end_to_end.learning_rat': did you mean 'learning_rate'?")]
    [InlineData("seed", "--set seed: write it as --set section.key=value.")]
    [InlineData("a..b=1", "write it as")]
    [InlineData("seed=-1", "--set seed=-1: seed: '-1' is not a whole number.")]
    [InlineData("seed=[", "--set seed=[: not valid YAML")]
    public void AWrongOverrideIsNamed(string setting, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Load(Shortest, setting)).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingRecipeIsSaidToBeMissing() =>
        Assert.Contains("there is no such recipe", Assert.Throws<FileNotFoundException>(() => RecipeFile.Load(folder["none.yaml"])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void EveryKeyHasOneHomeAndIsFoundByItsName()
    {
        string[] keys = [.. RecipeKeys.All()];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Contains("model.decoder.cross_attention", keys);
        Assert.DoesNotContain(keys, key => key.Contains("vocabulary_size", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("bema", "beam", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("Learning-Rate", "learning_rate", 0)]
    public void TypingErrorsAreCounted(string left, string right, int distance) => Assert.Equal(distance, NearestName.Distance(left, right));

    private Recipe Load(string yaml, params string[] overrides) => RecipeFile.Load(folder.Write("a.yaml", yaml), overrides);

    // InvalidDataException is a SystemException, FileNotFoundException an IOException: both are fine here.
    private static void Wrap(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidDataException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    // 100,000,000 layers took 15.9 GB before anything was said.
    [Theory]
    [InlineData("model.encoder.layers=100000000", "layers 100000000")]
    [InlineData("model.decoder.layers=2000", "layers 2000")]
    [InlineData("model.decoder.feed_forward=1000000000", "feed_forward 1000000000")]
    [InlineData("model.encoder.maximum_positions=1000000000", "maximum_positions 1000000000")]
    [InlineData("target=klingon", "target: 'klingon' is no code of a language")]
    [InlineData("source=EN", "source: 'EN' is no code of a language")]
    public void SizesAndLanguagesThatCannotBeAreRefused(string set, string says)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string recipe = Path.Combine(TestData.Repository, "recipes", "multi30k-text-en-de.yaml");
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => RecipeFile.Load(recipe, [set])).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    [Fact]
    public void AModelThatDoesNotFitTheMachineIsRefusedBeforeItIsMade()
    {
        ModelOptions options = new() { Encoder = new EncoderOptions { VocabularySize = 1000 }, Decoder = new DecoderOptions { VocabularySize = 1000 } };
        long bytes = TrainingMemory.Bytes(options);
        // BERT-base without its vocabulary has 86 million parameters, the decoder some 30 million; 16 bytes each.
        Assert.InRange(bytes, 16 * 100_000_000L, 16 * 150_000_000L);
        TrainingMemory.Check(options, bytes);
        Assert.Contains("this machine has", Assert.Throws<InvalidDataException>(() => TrainingMemory.Check(options, bytes - 1)).Message,
            StringComparison.Ordinal);
    }
}
