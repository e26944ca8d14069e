using System.Text.Json;
using Optiglot.Networks;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>The weights an encoder starts from (<c>model.start_from</c>): where they lie, and whether the recipe's encoder is of their kind.</summary>
public static class StartingWeights
{
    /// <summary>The safetensors file that a recipe's <c>start_from</c> means: itself, the one in that folder, or that of the model in a run's folder.</summary>
    /// <exception cref="FileNotFoundException">There is none; the message says how to get one.</exception>
    public static string Find(RecipeData data, string start)
    {
        string[] inside = [.. ((string[])[start, Path.Combine(start, ModelFolder.FolderInRun)])
            .Select(folder => data.ResolveModel(Path.Combine(folder, ModelFolder.WeightsFile)))];
        string file = Array.Find(inside, File.Exists) ?? data.ResolveModel(start);
        if (File.Exists(file)) return file;
        string what = Directory.Exists(file) ? $"{file}: no {ModelFolder.WeightsFile} in it" : $"{start}: no such weights";
        throw new FileNotFoundException(
            $"{what}, which model.start_from names; get them with `./optiglot models get {NameOf(start)}`, or take start_from out of the recipe");
    }

    /// <summary>Compares the encoder with the <c>config.json</c> beside the weights, where that is one of Hugging Face's BERT or LXMERT.</summary>
    /// <param name="file">The weights, as of <see cref="Find"/>.</param>
    /// <param name="encoder">The recipe's encoder; with a vocabulary size of 0, that is not compared.</param>
    /// <exception cref="InvalidDataException">They differ; the message names each value of both, and what to write into the recipe.</exception>
    public static void Check(string file, EncoderOptions encoder)
    {
        string path = Path.Combine(Path.GetDirectoryName(file) ?? "", ModelFolder.ConfigFile);
        if (!File.Exists(path)) return;
        using JsonDocument config = Read(path);
        if (config.RootElement.ValueKind != JsonValueKind.Object || !config.RootElement.TryGetProperty("hidden_size", out _)) return;
        (string Key, string Option, string Own, bool IsOption)[] values =
        [
            ("hidden_size", "width", $"{encoder.Width}", true), ("num_hidden_layers", "layers", $"{encoder.Layers}", true),
                ("l_layers", "layers", $"{encoder.Layers}", true), ("num_attention_heads", "heads", $"{encoder.Heads}", true),
            ("intermediate_size", "feed_forward", $"{encoder.FeedForward}", true),
            ("max_position_embeddings", "maximum_positions", $"{encoder.MaximumPositions}", true),
            ("type_vocab_size", "segments", $"{encoder.Segments}", true), ("hidden_act", "activation", Lower(encoder.Activation), true),
            ("vocab_size", "", $"{encoder.VocabularySize}", false),
        ];
        List<string> differences = [], wanted = [];
        foreach ((string key, string option, string own, bool isOption) in values)
        {
            // LXMERT has several numbers of layers, those of language as l_layers.
            if (!config.RootElement.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Object || value.ToString() == own) continue;
            if (!isOption && encoder.VocabularySize == 0) continue;
            differences.Add(isOption ? $"{key} is {value}, the recipe's encoder has {option} {own}"
                : $"{key} is {value}, the recipe's source vocabulary has {own}");
            if (isOption) wanted.Add($"{option}: {value}");
        }

        // What BERT is, beyond its sizes.
        foreach ((string option, string own, string bert) in ((string, string, string)[])[
            ("norm", Lower(encoder.Norm), "post"), ("positions", Lower(encoder.Positions), "learned"),
            ("scale_embeddings", encoder.ScaleEmbeddings ? "true" : "false", "false")])
        {
            if (own == bert) continue;
            differences.Add($"BERT has {option} {bert}, the recipe's encoder {own}");
            wanted.Add($"{option}: {bert}");
        }

        if (differences.Count == 0) return;
        string mend = wanted.Count > 0 ? $"write into model.encoder: {{ {string.Join(", ", wanted)} }}"
            : "name the vocabulary of these weights in text.source.vocabulary (kind: wordpiece)";
        throw new InvalidDataException($"{path}: not the recipe's encoder: {string.Join("; ", differences)}; {mend}, or start from other weights");
    }

    // What `models get` calls it: the folder's own name, where it is one of models/.
    private static string NameOf(string start)
    {
        string folder = start.EndsWith(".safetensors", StringComparison.Ordinal) ? Path.GetDirectoryName(start) ?? ""
            : Path.TrimEndingDirectorySeparator(start);
        return Path.GetFileName(Path.GetDirectoryName(folder)) == ModelFolders.Name ? Path.GetFileName(folder) : "minilm";
    }

    private static string Lower<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static JsonDocument Read(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: not JSON ({error.Message.TrimEnd('.')}); get the model again", error);
        }
    }
}
