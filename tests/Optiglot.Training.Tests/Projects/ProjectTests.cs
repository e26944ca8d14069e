namespace Optiglot.Training.Tests;

public sealed class ProjectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ProjectOptions Options(int pairs = 60, bool pictures = false, string from = "en")
    {
        string Picture(int i) => pictures ? $",{i % 30}.jpg" : "";
        folder.Write("pairs.csv", $"source,target{(pictures ? ",picture" : "")}\n"
            + string.Concat(Enumerable.Range(0, pairs).Select(i => $"dog number {i} runs,pes číslo {i} běží{Picture(i)}\n")));
        for (int i = 0; pictures && i < 28; i++) folder.Write($"photos/{i}.jpg", "");
        return new ProjectOptions { Folder = folder["my project"], Data = [folder["pairs.csv"]], From = from, To = "cs", Pictures = pictures
            ? folder["photos"] : null, Cores = 2 };
    }

    private static Recipe Load(ProjectReport report) => RecipeFile.Load(report.Recipe);

    [Fact]
    public void TheRecipeReadsThePairsWhereverItIsReadFrom()
    {
        ProjectReport report = Project.Create(Options());
        Assert.Equal((60, 48, 6, 6), (report.Read, report.Train, report.Dev, report.Test));
        Recipe recipe = Load(report);
        Assert.Equal(("my-project", "en", "cs", folder["my project"]), (recipe.Name, recipe.Source, recipe.Target, recipe.Data.Root));
        RecipeData data = new(recipe, recipe.Data.Root!);
        Assert.Equal((48, 6, 6), (data.Train().Count, data.Dev().Count, data.Split("test").Count));
        Assert.All(data.Train(), example => Assert.Equal(example.Source.Split(' ')[2], example.Target!.Split(' ')[2]));
        Assert.Equal(60, data.Train().Concat(data.Dev()).Concat(data.Split("test")).Select(example => example.Source).Distinct().Count());
    }

    [Fact]
    public void PicturesAreNamedAndThoseThatAreMissingAreTold()
    {
        ProjectReport report = Project.Create(Options(pictures: true));
        Assert.Equal((30, "28.jpg 29.jpg"), (report.Pictures, string.Join(' ', report.MissingPictures)));
        PairFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("missing_picture", "30 31 60 61"), (finding.Kind, string.Join(' ', finding.Lines)));
        Recipe recipe = Load(report);
        Assert.Equal(("../photos", true), (recipe.Data.Pictures!.Folder, recipe.Data.Pictures.Tags));
        RecipeData data = new(recipe, recipe.Data.Root!);
        Assert.True(File.Exists(Path.Combine(data.Resolve(recipe.Data.Pictures.Folder), "3.jpg")));
        // Both sentences of a photo are in one set.
        IEnumerable<string?>[] sets = [data.Train().Select(example => example.Picture), data.Dev().Select(example => example.Picture), data.Split("test")
            .Select(example => example.Picture)];
        Assert.Equal(30, sets.Sum(set => set.Distinct().Count()));
    }

    [Fact]
    public void PicturesThatAreAllMissingAreAMistake()
    {
        ProjectOptions options = Options(pictures: true) with { Pictures = folder["elsewhere"] };
        Assert.Contains("none of its 30 pictures is in", Assert.Throws<InvalidDataException>(() => Project.Create(options)).Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(options.Folder));
        Assert.Equal(0, Project.Create(options with { NoPictures = true }).Pictures);
    }

    [Fact]
    public void SetsThatAreGivenAreKeptApartFromTraining()
    {
        ProjectOptions options = Options();
        folder.Write("dev.csv", "source,target\nDog number 5  runs,pes\nnew,nový\n");
        folder.Write("test.csv", "source,target\ndog number 7 runs,pes\n");
        ProjectReport report = Project.Create(options with { DevData = [folder["dev.csv"]], TestData = [folder["test.csv"]] });
        Assert.Equal((58, 2, 1), (report.Train, report.Dev, report.Test));
        PairFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("straddles", "7 9"), (finding.Kind, string.Join(' ', finding.Lines)));
    }

    [Theory]
    [InlineData("zh", "cs", "--from zh: this language is written without spaces")]
    [InlineData("en", "english", "--to english: is no code")]
    [InlineData("cs", "cs", "--from and --to are both cs")]
    public void LanguagesThatCannotBeAreTold(string from, string to, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => Project.Create(Options() with { From = from, To = to })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void AFolderWithSomethingInItStaysAsItIs()
    {
        ProjectOptions options = Options();
        folder.Write("my project/mine.txt", "mine");
        Assert.Contains("is not empty", Assert.Throws<IOException>(() => Project.Create(options)).Message, StringComparison.Ordinal);
        Assert.Equal([folder["my project/mine.txt"]], Directory.GetFileSystemEntries(options.Folder));
    }

    // Every shape a recipe of a project can have is valid, and says what it starts from.
    [Theory]
    [InlineData("en", true, true)]
    [InlineData("en", true, false)]
    [InlineData("en", false, true)]
    [InlineData("cs", true, true)]
    [InlineData("cs", false, false)]
    public void EveryShapeOfRecipeIsValid(string from, bool bert, bool pictures)
    {
        string start = Path.GetDirectoryName(folder.Write("models/minilm/vocab.txt", ""))!;
        ProjectOptions options = Options(pictures: pictures, from: from) with { To = from == "en" ? "cs" : "en", MiniLm = bert ? start : null };
        Recipe recipe = Load(Project.Create(options));
        bool usesBert = bert && from == "en";
        Assert.Equal((usesBert ? "models/minilm" : null, usesBert ? 2 : 1, pictures),
            (recipe.Model.StartFrom, recipe.Stages().Count, recipe.Data.Pictures is not null));
        Assert.Equal(pictures && usesBert, recipe.Pretrain.Pairs is not null);
        if (pictures) Assert.Equal((from == "en", 3), (recipe.Data.Pictures!.Tags, recipe.Evaluate.Pictures.Count));
    }

    [Theory]
    [InlineData(600, 2, 60, 2)]
    [InlineData(29_000, 2, 60, 4)]
    [InlineData(29_000, 1, 2, 2)]
    [InlineData(400_000, 64, 600, 4)]
    [InlineData(4_000_000, 128, 10_000, 6)]
    public void TheModelFitsPairsAndMachine(int pairs, int cores, double minutes, int layers) =>
        Assert.Equal(layers, ProjectSize.For(pairs, cores, minutes, speed: 1).Layers);

    [Fact]
    public void TheGuessOfTimeIsThatOfTheMeasuredRun() => Assert.Equal(80, ProjectSize.All[1].Epochs(29_000, 2, 59, 1), 0.01);

    [Fact]
    public void ARootIsRelativeToTheFileThatSaysIt()
    {
        folder.Write("project/base.yaml", "data: { root: ./here/.. }\nend_to_end: { max_epochs: 1 }\n");
        string file = folder.Write("project/sub/a.yaml", "extends: ../base.yaml\nname: a\n");
        Recipe recipe = RecipeFile.Load(file);
        Assert.Equal(folder["project"], recipe.Data.Root!.TrimEnd('/'));
        Assert.Equal(Path.GetFullPath("elsewhere"), RecipeFile.Load(file, "data.root=elsewhere").Data.Root);
        // A run's folder and its data may be moved together, and say the same wherever they are.
        Directory.CreateDirectory(folder["project/runs/a"]);
        RecipeFile.Save(recipe, folder["project/runs/a/recipe.yaml"]);
        Assert.Contains("root: \"../..\"", File.ReadAllText(folder["project/runs/a/recipe.yaml"]), StringComparison.Ordinal);
        Directory.Move(folder["project"], folder["moved"]);
        Recipe moved = RecipeFile.Load(folder["moved/runs/a/recipe.yaml"]);
        Assert.Equal(folder["moved"], moved.Data.Root!.TrimEnd('/'));
        Assert.Equal(RecipeFile.Hash(recipe), RecipeFile.Hash(moved));
        Assert.DoesNotContain("root:", RecipeWriter.Write(RecipeFile.Load(folder.Write("b.yaml", "name: b\nend_to_end: { max_epochs: 1 }\n"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void PresetsAreFoundByTheirNames()
    {
        string file = folder.Write("a.yaml", "extends: optiglot/paper-small\nname: a\n");
        Recipe recipe = RecipeFile.Load(file);
        Assert.Equal((384, "models/minilm", "bpe"),
            (recipe.Model.Encoder.Width, recipe.Model.StartFrom, recipe.Text.Target.Kind.ToString().ToLowerInvariant()));
        Assert.Equal(RecipeWriter.Write(
            RecipeFile.Load(folder.Write("b.yaml", $"extends: {TestData.Repository}/recipes/presets/paper-small.yaml\nname: a\n"))),
            RecipeWriter.Write(recipe));
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => RecipeFile.Load(folder.Write("c.yaml", "extends: optiglot/minlm\n")));
        Assert.Contains("c.yaml:1: extends optiglot/minlm, but there is no optiglot/minlm; the presets are optiglot/", error.Message, StringComparison.Ordinal);
        string[] presets = [.. Directory.GetFiles(Path.Combine(TestData.Repository, "recipes", "presets"))
            .Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.All(presets, preset => Assert.Contains($"optiglot/{preset}", error.Message, StringComparison.Ordinal));
    }
}
