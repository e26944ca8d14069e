using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Training.Tests;

/// <summary>Recipes of the paper's kind and of pictures, and the paper's own size.</summary>
public sealed class RecipePromiseTests(RecipePromise.SeenPictures seen) : RecipePromise(seen)
{
    private static readonly string[] Words = ["a", "man", "two", "dogs", "play", "with", "red", "ball", "on", "the", "grass", "woman", "sits", "near", "water"];

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
    public void RunsOnRealData(string name) => RunOnRealData(name);

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
                Pictures = recipe.Data.Pictures! with { Folder = "", Regions = Path.Combine(Folder, "regions.sqlite") },
            },
            Text = recipe.Text with
            {
                Source = recipe.Text.Source with { Vocabulary = Path.Combine(Folder, "vocab.txt") }, Target = recipe.Text.Target with { Size = 60 }
            },
            Model = recipe.Model with { StartFrom = null },
        };
        Assert.Equal((768, 12, 1024), (recipe.Model.Encoder.Width, recipe.Model.Encoder.Layers, recipe.Model.Decoder.Width));
        // Whole, it is built without memory; run, it has the paper's widths, and fewer of its layers, which are all alike: ten gigabytes of checkpoints less.
        ModelOptions whole = recipe.Model.Options(30_522, 10_000, 2048);
        using (TranslationModel shapes = TranslationModel.Create(whole, ScalarType.Float32, META, recipe.Seed))
            Assert.Equal(NetworkFamilies.ParameterCount(whole), shapes.Parameters.All.Sum(parameter => parameter.Size));
        ModelSection model = recipe.Model;
        Translates(recipe with { Model = model with { Encoder = model.Encoder with { Layers = 2 }, Decoder = model.Decoder with { Layers = 2 } } }, Folder,
            Folder);
    }

    private void MakeUp()
    {
        var random = new Random(4);
        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(4, 9)).Select(_ => Words[random.Next(Words.Length)]));
        foreach ((string split, int lines) in new[] { ("train", 16), ("val", 4) })
        {
            File.WriteAllLines(Path.Combine(Folder, $"{split}.en"), Enumerable.Range(0, lines).Select(_ => Sentence()));
            File.WriteAllLines(Path.Combine(Folder, $"{split}.de"), Enumerable.Range(0, lines).Select(_ => Sentence()));
            File.WriteAllLines(Path.Combine(Folder, $"{split}.pictures"), Enumerable.Range(0, lines).Select(line => line % 4 == 3 ? "-" : $"{line}.jpg"));
        }

        File.WriteAllLines(Path.Combine(Folder, "captions.tsv"), Enumerable.Range(0, 12).Select(line => $"{line}.jpg\t{Sentence()}"));
        File.WriteAllLines(Path.Combine(Folder, "vocab.txt"), (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Words]);
        using RegionStore store = RegionStore.Create(Path.Combine(Folder, "regions.sqlite"), new DetectorInfo
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
