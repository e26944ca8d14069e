namespace Optiglot.Training.Tests;

public sealed class HeldOutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private RecipeData Data(string lines = "2\n4\n")
    {
        folder.Write("train.en", "a red car\na blue hat\na green dog\na white door\n");
        folder.Write("train.de", "rot\nblau\ngruen\nweiss\n");
        folder.Write("train.pictures", "1.jpg\n2.jpg\n3.jpg\n4.jpg\n");
        folder.Write("val.en", "a dog runs\n");
        folder.Write("val.de", "hund\n");
        folder.Write("captions.tsv", "1.jpg\tA red car .\n1.jpg\ta RED car\n2.jpg\ta hat\n3.jpg\tA dog runs .\n3.jpg\ta white door\n5.jpg\ta red car\n");
        folder.Write("lines.txt", lines);
        FilesSection Split(string name, bool pictures) => new()
        {
            Source = $"{name}.en", Target = $"{name}.de", Pictures = pictures ? $"{name}.pictures" : null
        };
        return new RecipeData(new Recipe
        {
            Name = "test",
            Data = new DataSection
            {
                Set = CorpusKind.Files,
                Files = new Dictionary<string, FilesSection> { ["train"] = Split("train", true), ["val"] = Split("val", false) },
                Captions = [new CaptionsSection { File = "captions.tsv" }],
                HeldOut = new Dictionary<string, string> { ["photo_test"] = "lines.txt" },
            },
        }, folder.Path);
    }

    [Fact]
    public void HeldOutLinesLeaveTheTrainingPairsAndAreASetOfTheirOwn()
    {
        RecipeData data = Data();
        Assert.Equal([0, 2], data.Train().Select(example => example.Line));
        Assert.Equal(["a blue hat", "a white door"], data.Split("photo_test").Select(example => example.Source));
        Assert.Equal([1, 3], data.Split("photo_test").Select(example => example.Line));
    }

    [Fact]
    public void LinesMayBeSaidByTheirFirstAndLastAndBeTheDevSet()
    {
        Data();
        Recipe recipe = RecipeFile.Load(folder.Write("a.yaml", """
            name: a
            data:
              set: files
              dev: middle
              files: { train: { source: train.en, target: train.de } }
              held_out: { middle: 2-3, last: 4-4 }
            end_to_end: { max_epochs: 1 }
            """));
        RecipeData data = new(recipe, folder.Path);
        Assert.Equal([0], data.Train().Select(example => example.Line));
        Assert.Equal([1, 2], data.Dev().Select(example => example.Line));
        Assert.Equal([3], data.Split("last").Select(example => example.Line));
        Assert.Null(HeldOutLines.Range("3-2"));
        Assert.Null(HeldOutLines.Range("lines.txt"));
        Recipe beyond = recipe with { Data = recipe.Data with { HeldOut = new Dictionary<string, string> { ["middle"] = "4-9" } } };
        Assert.Contains("4-9: names line 5", Assert.Throws<InvalidDataException>(() => new RecipeData(beyond, folder.Path).Dev()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CaptionsComeOnceAndWithoutWhatIsHeldOut() =>
        // The second says what the first does, 2.jpg is held out, "A dog runs" is a sentence of the dev set and "a white door" one of the held-out set.
        Assert.Equal([new("A red car .", null, "1.jpg"), new("a red car", null, "5.jpg")], Data().Captions());

    [Theory, InlineData("2\n0\n"), InlineData("2\nthree\n"), InlineData("2\n9\n")]
    public void NumbersThatNameNoLineAreToldWithTheirFile(string lines)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Data(lines).Split("photo_test"));
        Assert.Contains("lines.txt", error.Message, StringComparison.Ordinal);
    }
}
