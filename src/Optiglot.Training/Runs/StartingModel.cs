using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Optiglot.Networks;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>
/// A whole model that training goes on from (<c>model.start_from</c> names a model folder, or its run's): tokenisers, sizes and family come with it. A file
/// of weights is an encoder's, and no whole model.
/// </summary>
public sealed class StartingModel
{
    // What the network is made of stays; how it is trained is the recipe's.
    private static readonly string[] OfTraining = ["dropout", "attention_dropout", "activation_dropout", "initial_deviation"];

    private readonly string name;

    private StartingModel(string name, ModelFolder folder) => (this.name, Folder) = (name, folder);

    /// <summary>The model.</summary>
    internal ModelFolder Folder { get; }

    /// <summary>Its weights, encoder's and decoder's.</summary>
    internal string WeightsFile => Path.Combine(Folder.FolderPath, ModelFolder.WeightsFile);

    /// <summary>The whole model that a recipe starts from; null where it starts from an encoder's weights, or from nothing.</summary>
    /// <exception cref="FileNotFoundException">The model has no weights, or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    internal static StartingModel? Find(Recipe recipe, RecipeData data)
    {
        if (recipe.Model.StartFrom is not { } start) return null;
        string? found = ((string[])[start, Path.Combine(start, ModelFolder.FolderInRun)]).Select(data.ResolveModel).FirstOrDefault(IsWhole);
        if (found is null) return null;
        ModelFolder folder = ModelFolder.Open(found, ModelParts.Weights);
        if (folder.Config.WeightsSha256 is null) throw new FileNotFoundException(
            $"{found}: has no {ModelFolder.WeightsFile}, it was exported for ONNX Runtime: start from the folder it was exported from");
        return new StartingModel(start, folder);
    }

    /// <summary>The recipe with what its starting model brings; the recipe itself where it starts from no whole model.</summary>
    /// <exception cref="InvalidDataException">The recipe says something else than the model: the message names each key; or a file of the model is
    /// damaged.</exception>
    /// <exception cref="FileNotFoundException">The model has no weights, or a file of it is missing.</exception>
    public static Recipe Settle(Recipe recipe, RecipeData data) => Find(recipe, data)?.Settle(recipe) ?? recipe;

    /// <summary>The recipe with what the model brings.</summary>
    /// <exception cref="InvalidDataException">It contradicts the model.</exception>
    internal Recipe Settle(Recipe recipe)
    {
        ModelConfig config = Folder.Config;
        if (recipe.Pretrain is not { Captions: null, Pairs: null })
            throw new InvalidDataException(
                $"pretrain: {name}, which model.start_from names, is a whole model, and pre-training would part its encoder from its decoder; take "
                + "pretrain out of the recipe");
        if (recipe.Data.Pictures is not null && config.Detector is null)
            throw new InvalidDataException(
                $"data.pictures: {name}, which model.start_from names, sees no pictures; take data.pictures out of the recipe, or start from a model that "
                + "sees some");
        List<string> against = [];
        bool joint = config.Source.TokenizerFile == config.Target.TokenizerFile;
        BeamOptions search = recipe.Written.Any(key => key.StartsWith("search.", StringComparison.Ordinal)) ? recipe.Search : config.Search;
        Recipe settled = recipe with
        {
            Source = Take("source", recipe.Source, config.Source.Text.Language),
            Target = Take("target", recipe.Target, config.Target.Text.Language),
            Text = new TextSection { Joint = Take("text.joint", recipe.Text.Joint, joint), Source = Side("source", recipe.Text.Source, config.Source),
                Target = joint ? recipe.Text.Target : Side("target", recipe.Text.Target, config.Target) },
            Model = recipe.Model with
            {
                Family = Take("model.family", recipe.Model.Family, config.Model.Family),
                FamilyOptions = config.Model.FamilyOptions,
                Encoder = Merge("model.encoder", recipe.Model.Encoder, config.Model.Encoder with { }),
                Decoder = Merge("model.decoder", recipe.Model.Decoder, config.Model.Decoder with { }),
            },
            Data = recipe.Data with { Pictures = recipe.Data.Pictures is { } pictures ? Pictures(pictures, config) : null },
            Search = search,
        };
        foreach ((string key, double value) in recipe.Model.FamilyOptions ?? new Dictionary<string, double>())
            if (config.Model.FamilyOptions?.TryGetValue(key, out double own) != true || own != value) against.Add(
                $"model.family_options.{key} is {Shown(value)}");
        if (against.Count == 0)
        {
            // What holds between sizes and stages was checked with the defaults until now.
            RecipeRules.Check(settled, $"starting from {name}");
            return settled;
        }

        throw new InvalidDataException(
            $"{name}, which model.start_from names, is a whole model, and its own sizes and texts come with it: {string.Join("; ", against)}. "
            + $"Take these keys out of the recipe, or start from its encoder alone: start_from: {Path.Combine(name, ModelFolder.WeightsFile)}");

        T Take<T>(string key, T own, T models)
        {
            if (recipe.Written.Contains(key) && !Equals(own, models)) against.Add($"{key} is {Shown(own)} in the recipe, {Shown(models)} in the model");
            return models;
        }

        LanguageSection Side(string side, LanguageSection own, ModelSide models)
        {
            string path = $"text.{side}";
            SubwordKind kind = Enum.Parse<SubwordKind>(models.TokenizerKind, ignoreCase: true);
            if (recipe.Written.Contains($"{path}.vocabulary") && own.Vocabulary != Vocabulary(models)) against.Add(
                $"{path}.vocabulary is {own.Vocabulary} in the recipe, the model has its own");
            return new LanguageSection
            {
                LowerCase = Take($"{path}.lower_case", own.LowerCase, models.Text.LowerCase),
                    Normalize = Take($"{path}.normalize", own.Normalize, models.Text.Normalize),
                Tokenize = Take($"{path}.tokenize", own.Tokenize, models.Text.Tokenize), Kind = Take($"{path}.kind", own.Kind, kind),
                Size = kind == SubwordKind.Bpe ? Take($"{path}.size", own.Size, PiecesOf(side)) : own.Size, Vocabulary = kind == SubwordKind.Wordpiece
                    ? Vocabulary(models) : null,
            };
        }

        int PiecesOf(string side) => (side == "source" ? Folder.LoadSourceTokenizer() : Folder.LoadTargetTokenizer()).Count;

        string Vocabulary(ModelSide side) => Path.Combine(name, side.TokenizerFile);

        PicturesSection Pictures(PicturesSection own, ModelConfig models)
        {
            RegionLimits limits = models.Regions ?? new RegionLimits();
            return own with
            {
                Detector = recipe.Written.Contains("data.pictures.detector") ? own.Detector : models.Detector!.Name,
                MinRegions = Take("data.pictures.min_regions", own.MinRegions, limits.Min),
                    MaxRegions = Take("data.pictures.max_regions", own.MaxRegions, limits.Max),
                Tags = Take("data.pictures.tags", own.Tags, models.Tags is not null),
            };
        }

        // `merged` is a copy of the model's, which the recipe's dropout is put into.
        T Merge<T>(string path, T own, T merged)
        {
            foreach (PropertyInfo property in RecipeBinder.Settable(typeof(T)))
            {
                string key = RecipeBinder.KeyOf(property);
                if (!OfTraining.Contains(key)) Take($"{path}.{key}", property.GetValue(own), property.GetValue(merged));
                else if (recipe.Written.Contains($"{path}.{key}")) property.SetValue(merged, property.GetValue(own));
            }

            return merged;
        }
    }

    /// <summary>The network's options: the model's own, with the recipe's dropout and loss.</summary>
    /// <param name="settled">As of <see cref="Settle(Recipe)"/>.</param>
    internal ModelOptions Sizes(Recipe settled)
    {
        ModelOptions own = Folder.Config.Model;
        return own with
        {
            Encoder = settled.Model.Encoder with { VocabularySize = own.Encoder.VocabularySize, RegionFeatures = own.Encoder.RegionFeatures },
            Decoder = settled.Model.Decoder with { VocabularySize = own.Decoder.VocabularySize },
            Modality = settled.Model.Modality,
        };
    }

    private static bool IsWhole(string path)
    {
        string config = Path.Combine(path, ModelFolder.ConfigFile);
        if (!File.Exists(config)) return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(config));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("formatVersion", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Shown(object? value) => value is null ? "nothing" : value is bool yes ? (yes ? "true" : "false")
        : value is Enum choice ? JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
