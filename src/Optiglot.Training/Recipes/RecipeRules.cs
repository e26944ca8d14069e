using System.Text.RegularExpressions;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>What must hold between the parts of a recipe.</summary>
internal static partial class RecipeRules
{
    /// <summary>Checks a recipe.</summary>
    /// <exception cref="InvalidDataException">The first rule that is broken.</exception>
    public static void Check(Recipe recipe, string file)
    {
        foreach ((bool holds, string message) in Rules(recipe))
            if (!holds) throw new InvalidDataException($"{file}: {message}");
    }

    private static IEnumerable<(bool Holds, string Message)> Rules(Recipe recipe)
    {
        yield return (recipe.Name.Length > 0, "name: a recipe needs a name; its results and its run folder are called so.");
        foreach ((string name, string code) in new[] { ("source", recipe.Source), ("target", recipe.Target) })
            yield return (IsLanguageCode(code), $"{name}: '{code}' is no code of a language; write two or three letters, as de (ISO 639).");
        yield return (recipe.Stages().Count > 0 || recipe.Pretrain.Captions is not null || recipe.Pretrain.Pairs is not null,
            "nothing to do: give it stage1 and stage2, or end_to_end, or a pretrain section.");
        yield return (recipe.EndToEnd is null || (recipe.Stage1 is null && recipe.Stage2 is null),
            "end_to_end: not together with stage1 or stage2; set those to null.");
        foreach ((bool, string) rule in Text(recipe.Text)) yield return rule;
        foreach ((bool, string) rule in Data(recipe)) yield return rule;
        foreach ((bool, string) rule in Model(recipe)) yield return rule;
        foreach ((string name, OptimisationSection section) in Sections(recipe))
        {
            yield return (section.MaxEpochs is not null || section.MaxSteps is not null || section.MaxMinutes is not null
                || section is StageSection { Patience: > 0 },
                $"{name}: would never end: give it max_epochs, max_steps, max_minutes or (in a stage) patience.");
            bool ends = section.MaxEpochs is not null || section.MaxSteps is not null || section.MaxMinutes is not null;
            yield return (ends || section.Decay is not (LearningRateDecay.Linear or LearningRateDecay.Cosine),
                $"{name}.decay: linear and cosine fall to the end of the stage, so it needs max_epochs, max_steps or max_minutes.");
            yield return (section.AdamBetas.All(beta => beta is >= 0 and < 1), $"{name}.adam_betas: must be at least 0 and below 1.");
        }
    }

    /// <summary>Whether a word may be a language's code.</summary>
    internal static bool IsLanguageCode(string code) => LanguageCode().IsMatch(code);

    // ISO 639-1 or -3, with what may follow by BCP 47, as zh-Hant.
    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageCode();

    private static IEnumerable<(bool Holds, string Message)> Text(TextSection text)
    {
        yield return (!text.Joint || text.Source.Kind == SubwordKind.Bpe,
            "text.joint: one vocabulary of both languages must be learned: set text.source.kind to bpe.");
        foreach ((string name, LanguageSection section) in new[] { ("source", text.Source), ("target", text.Target) })
            yield return (section.Kind == SubwordKind.Bpe || section.Vocabulary is not null,
                $"text.{name}.vocabulary: wordpiece needs the vocabulary file, as models/bert-base-uncased/vocab.txt.");
    }

    private static IEnumerable<(bool Holds, string Message)> Data(Recipe recipe)
    {
        DataSection data = recipe.Data;
        if (data.Set == CorpusKind.Files)
        {
            foreach (string split in new[] { data.Train, data.Dev }.Concat(recipe.Evaluate.Sets))
                yield return (data.Files.ContainsKey(split) || data.HeldOut.ContainsKey(split), data.NoSplit(split));
            foreach ((string split, FilesSection files) in data.Files)
                yield return (files.Source.Length > 0, $"data.files.{split}.source: name the file of source sentences.");
        }
        yield return (data.Hide is null || data.Set == CorpusKind.Multi30k, "data.hide: hides words whose positions are known, which only multi30k has.");
        yield return (data.Hide is not { Words.Count: 0 }, "data.hide.words: name kinds of words, as [color].");
        foreach ((string name, SyntheticSection? section) in new[] { ("back_translation", data.BackTranslation), ("self_training", data.SelfTraining) })
        {
            if (section is null) continue;
            yield return (section.Model.Length > 0, $"data.{name}.model: name the model that translates, as runs/multi30k-text-de-en.");
            yield return (section.Texts.Count > 0 && section.Texts.All(texts => texts.File.Length > 0),
                $"data.{name}.texts: name the texts, each with `file`.");
        }
        foreach ((string name, string file) in data.HeldOut)
        {
            yield return (name != data.Train && !(data.Set == CorpusKind.Multi30k && name is "train" or "val") && !data.Files.ContainsKey(name),
                $"data.held_out.{name}: there is a split of this name; choose another.");
            yield return (file.Length > 0, $"data.held_out.{name}: name the file of line numbers.");
        }
        foreach ((string name, PretrainSection? section) in new[] { ("captions", recipe.Pretrain.Captions), ("pairs", recipe.Pretrain.Pairs) })
        {
            yield return (section?.Focus is not { Words.Count: 0, Kinds.Count: 0 }, $"pretrain.{name}.focus: name words, or kinds of words as [color].");
            yield return (section?.Focus is not { Kinds.Count: > 0 } || data.Set == CorpusKind.Multi30k,
                $"pretrain.{name}.focus.kinds: are known of multi30k only; name words.");
        }
        yield return (recipe.Pretrain.Captions is null || data.Captions.Count > 0, "pretrain.captions: there are no captions; name them under data.captions.");
        yield return (data.Captions.All(captions => captions.File.Length > 0), "data.captions: an item without `file`.");
        if (data.Pictures is not { } pictures) yield break;
        yield return (pictures.Regions.Length > 0, "data.pictures.regions: name the region store, as regions/flickr8k.");
        yield return (pictures.MinRegions <= pictures.MaxRegions, "data.pictures: min_regions is above max_regions.");
    }

    private static IEnumerable<(bool Holds, string Message)> Model(Recipe recipe)
    {
        yield return (recipe.Model.Modality.Layers == ModalityLayers.None || recipe.Data.Pictures is not null,
            "model.modality.layers: a modality loss needs pictures: give the recipe a data.pictures section, or set this to none.");
        yield return (!recipe.Model.Decoder.ShareWithEncoder || recipe.Text.Joint,
            "model.decoder.share_with_encoder: needs one vocabulary: set text.joint to true.");
        yield return (!recipe.Model.Decoder.ShareWithEncoder || recipe.Stage1 is null,
            "model.decoder.share_with_encoder: not together with stage1, which trains the decoder and leaves the encoder as it is, so that the one table "
                + "would have to do both; set it to false, or train end_to_end.");
        yield return (recipe.Model.Modality.Rate is >= 0 and <= 1, "model.modality.rate: must be 0 to 1, a part of the stage's learning rate.");
        yield return (recipe.Model.Modality.Prior is null or (> 0 and < 1), "model.modality.prior: must be above 0 and below 1.");
        yield return (recipe.Model.Modality.Prior is null || recipe.Model.Modality.Weight is null,
            "model.modality.prior: is for a learned λ; leave weight out.");
        yield return (recipe.Model.Modality.PriorWeight > 0, "model.modality.prior_weight: must be above 0.");
        foreach ((string name, double value) in Dropouts(recipe.Model))
            yield return (value is >= 0 and < 1, $"model.{name}: must be at least 0 and below 1.");
        yield return (recipe.Model.Modality.Weight is null or >= 0, "model.modality.weight: must not be negative; null learns it.");
        int source = recipe.Text.Source.Size, target = recipe.Text.Joint ? source : recipe.Text.Target.Size;
        string? unfit = Unfit(() => recipe.Model.Options(source, target, recipe.Data.Pictures is null ? 0 : 1))
            ?? Unfit(recipe.Search.Validate);
        yield return (unfit is null, unfit ?? "");
        if (unfit is not null) yield break;
        yield return (!NetworkFamilies.Find(recipe.Model.Family).ReadsEdges || recipe.Source == "en",
            $"model.family: `{recipe.Model.Family}` finds phrases in English sentences alone, and source is {recipe.Source}; choose another family.");
        if (recipe.Stage1 is null) yield break;
        ModelOptions options = recipe.Model.Options(source, target, recipe.Data.Pictures is null ? 0 : 1);
        yield return (
            !NetworkCost.EncodingLearnsWithTheDecoder(NetworkFamilies.Create(options), recipe.Data.Pictures is null ? 0 : 1 + EncoderOptions.BoxNumbers),
            $"stage1: keeps the encoder's states from epoch to epoch, and the encoder of `{options.Family}` has parts that learn with the decoder; use "
                + $"end_to_end.");
    }

    private static IEnumerable<(string Name, double Value)> Dropouts(ModelSection model) =>
    [
        ("encoder.dropout", model.Encoder.Dropout), ("encoder.attention_dropout", model.Encoder.AttentionDropout),
        ("decoder.dropout", model.Decoder.Dropout), ("decoder.attention_dropout", model.Decoder.AttentionDropout),
        ("decoder.activation_dropout", model.Decoder.ActivationDropout),
    ];

    // What a part itself finds wrong with its options (with stand-ins for the sizes that are not known yet).
    private static string? Unfit(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (ArgumentException cause)
        {
            return cause.Message;
        }
    }

    private static IEnumerable<(string Name, OptimisationSection Section)> Sections(Recipe recipe)
    {
        if (recipe.Pretrain.Captions is { } captions) yield return ("pretrain.captions", captions);
        if (recipe.Pretrain.Pairs is { } pairs) yield return ("pretrain.pairs", pairs);
        foreach (RecipeStage stage in recipe.Stages()) yield return (stage.Name, stage.Options);
    }
}
