using System.Globalization;
using Optiglot.Text;
using Optiglot.Training;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Whether all that one recipe needs is there. Here, unlike in <see cref="DataCheck"/>, what is absent is a failure: the recipe would stop.</summary>
internal static class RecipeCheck
{
    /// <summary>Name of the finding about pictures that texts name and that are not there.</summary>
    public const string MissingPictures = "missing_pictures";

    /// <summary>
    /// Findings <c>recipe</c>, <c>text</c>, and, where the recipe has them, <c>captions</c>, <c>source_vocabulary</c>, <c>target_vocabulary</c>,
    /// <c>start_from</c>, <c>pictures</c> and <c>missing_pictures</c>.
    /// </summary>
    public static IEnumerable<Finding> Run(string file, CommandContext context)
    {
        Recipe? recipe = null;
        RecipeData? data = null;
        yield return Try("recipe", () =>
        {
            recipe = RecipeFile.Load(file);
            data = new RecipeData(recipe, RunSession.DataFolderOf(recipe, context));
            return $"{recipe.Name}, {recipe.Source} to {recipe.Target}";
        });
        if (recipe is null || data is null) yield break;
        yield return Try("text", () => string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Train().Count:N0} pairs to train, {data.Dev().Count:N0} to choose by, {recipe.Evaluate.Sets.Sum(set => data.Split(set).Count):N0} in "
                + $"{recipe.Evaluate.Sets.Count} test sets"));
        if (recipe.Pretrain.Captions is not null)
            yield return Try("captions", () => FormattableString.Invariant($"{data.Captions().Count:N0} captions to pre-train on"));
        foreach ((string name, LanguageSection side) in ((string, LanguageSection)[])[("source_vocabulary", recipe.Text.Source),
            ("target_vocabulary", recipe.Text.Target)])
            if (side is { Kind: SubwordKind.Wordpiece, Vocabulary: { } vocabulary })
                yield return Try(name, () => $"{vocabulary}: {WordPieceTokenizer.Load(data.ResolveModel(vocabulary), side.LowerCase).Count} word pieces");
        if (recipe.Model.StartFrom is { } start)
            yield return Try("start_from", () =>
            {
                string weights = StartingWeights.Find(data, start);
                recipe = StartingModel.Settle(recipe, data);
                StartingWeights.Check(weights, recipe.Model.Encoder);
                return weights;
            });
        if (recipe.Data.Pictures is not { } pictures) yield break;
        yield return Try("pictures", () => Pictures(pictures, data, context));
        if (Coverage(pictures, data) is { } missing) yield return missing;
    }

    // Training goes on without the pictures it does not find. That a text is missing too is said by the finding above.
    private static Finding? Coverage(PicturesSection pictures, RecipeData data)
    {
        string path = RegionStore.PathOf(pictures.Regions), folder = data.Resolve(pictures.Folder);
        try
        {
            using RegionStore? store = RegionStore.Exists(path) ? RegionStore.Open(path) : null;
            PictureCoverage coverage = PictureCoverage.Of(data.PictureNames(data.Train().Concat(data.Dev())), folder, store);
            if (coverage.Describe(folder) is not { } said) return null;
            return new Finding(
                MissingPictures, FindingLevel.Note, said, "check data.pictures.folder and the names in the picture lists",
                new Dictionary<string, object> { ["wanted"] = coverage.Wanted, ["missing"] = coverage.Missing.Count });
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return null;
        }
    }

    // What is in the store needs no detector; what is not is detected when the recipe runs.
    private static string Pictures(PicturesSection pictures, RecipeData data, CommandContext context)
    {
        string path = RegionStore.PathOf(pictures.Regions), folder = data.Resolve(pictures.Folder);
        bool canDetect = pictures.Folder.Length > 0 && Directory.Exists(folder);
        if (RegionStore.Exists(path))
        {
            using RegionStore store = RegionStore.Open(path);
            return $"{path}: regions of {store.Count} pictures by {store.Detector.Name}";
        }

        if (!canDetect) throw new DirectoryNotFoundException(
            $"{folder}: no such folder of pictures, and no region store {path} either; fetch the photos, or bring regions in with `optiglot regions import`");
        using IRegionDetector detector = Detectors.Load(pictures.Detector, new DetectorSettings { ModelFolders = context.Data.ModelFolders });
        return $"{folder}, to be seen by {detector.Info.Name}";
    }

    private static Finding Try(string name, Func<string> look)
    {
        try
        {
            return new(name, FindingLevel.Ok, look());
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
        {
            return new(name, FindingLevel.Failure, "the recipe would stop here", ErrorLine.Describe(error));
        }
    }
}
