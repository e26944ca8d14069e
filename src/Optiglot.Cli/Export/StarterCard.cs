using System.Text.Json;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>A starter's card, from its recipe and from files of results: no number in it is typed by hand.</summary>
internal static class StarterCard
{
    private const string OfMulti30k =
        "For research and teaching. The sentences are Multi30K's, the captions and photos behind them Flickr30k's and Flickr8k's, " +
        "whose terms allow non-commercial research and education alone; " +
        "weights that were learned from them are offered under the same terms. Optiglot's own code is MIT.";

    /// <summary>Puts it together.</summary>
    /// <param name="recipe">What the model was made with.</param>
    /// <param name="results">Files as <c>run</c> and <c>evaluate</c> write them.</param>
    /// <param name="probes">A file as <c>probe pictures</c> writes it; null for none.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no such result.</exception>
    public static ModelCard Of(Recipe recipe, IReadOnlyList<string> results, string? probes)
    {
        ModelCard card = new()
        {
            Training = $"Recipe `{recipe.Name}`, seed {recipe.Seed}. The weights were rounded to 8 bits afterwards.",
            Data = [.. Data(recipe)],
            Scores = new Dictionary<string, double>(results.SelectMany(Scores).DistinctBy(score => score.Key)),
            Probes = probes is null ? new Dictionary<string, double>() : new Dictionary<string, double>(Probes(probes)),
            Limits = [.. Limits(recipe)],
        };
        return recipe.Data.Set == CorpusKind.Multi30k ? card with { Licence = OfMulti30k } : card;
    }

    private static IEnumerable<string> Data(Recipe recipe)
    {
        yield return $"{recipe.Data.Set}, split {recipe.Data.Train}{Part(recipe.Data.MaxTrain)}, {recipe.Source} to {recipe.Target}";
        foreach (CaptionsSection captions in recipe.Data.Captions) yield return $"captions for pre-training: {captions.File}{Part(captions.Max)}";
        if (recipe.Data.Pictures is { } pictures) yield return $"photos: {pictures.Folder}, seen by detector {pictures.Detector}";
        if (recipe.Model.StartFrom is { } start) yield return $"started from {start}";
        foreach (var (kind, section) in ((string, SyntheticSection?)[])[("back-translation", recipe.Data.BackTranslation),
            ("self-training", recipe.Data.SelfTraining)])
            if (section is not null) yield return $"{kind} by {section.Model}: {string.Join(", ", section.Texts.Select(text => text.File))}";
        foreach (string set in recipe.Data.HeldOut.Keys) yield return $"held out of all of it: {set}";

        static string Part(int? most) => most is { } count ? $", the first {count:N0}" : "";
    }

    private static IEnumerable<string> Limits(Recipe recipe)
    {
        yield return "One sentence at a time, of the kind people write under photos; what else it is given, it turns into such.";
        if (recipe.Text.Target.LowerCase) yield return "It writes no capitals.";
        if (recipe.Data.Hide is { } hide)
        {
            string share = FormattableString.Invariant($"with probability {hide.Probability}");
            yield return $"In training, words were hidden from it ({string.Join(", ", hide.Words)}, {share}): it looks for such words in the picture.";
        }

        yield return recipe.Data.Pictures is null
            ? "It sees no pictures."
            : "A picture decides where the sentence leaves something open; elsewhere it changes little (see the scores with a wrong picture).";
        yield return "People in photos are described as they were in the data: what is said of them may be prejudice.";
    }

    // By set and by what was seen; the numbers of prepared and of natural text have their signatures.
    private static IEnumerable<KeyValuePair<string, double>> Scores(string file)
    {
        using JsonDocument json = Read(file);
        string recipe = json.RootElement.TryGetProperty("recipe", out JsonElement name) ? name.GetString()! : Path.GetFileNameWithoutExtension(file);
        if (!json.RootElement.TryGetProperty("scores", out JsonElement scores)) throw Stranger(file, "scores");
        List<KeyValuePair<string, double>> found = [];
        foreach (JsonProperty set in scores.EnumerateObject())
        {
            if (!set.Value.TryGetProperty("bleu", out JsonElement bleu) || !set.Value.TryGetProperty("signature", out JsonElement signature)) continue;
            if (!IsForReaders(set.Name)) continue;
            string what = set.Name.Replace('_', ' ').Replace(".", ", ", StringComparison.Ordinal);
            // A bar would end the table's cell.
            string how = signature.GetString()!.Replace("|", ", ", StringComparison.Ordinal);
            found.Add(new($"{recipe}: {what}, BLEU ({how})", bleu.GetDouble()));
        }

        return found;
    }

    // What a picture changed is told of the lines that have one; and each number in one form of the text.
    private static bool IsForReaders(string set) =>
        !set.EndsWith(".detokenized", StringComparison.Ordinal)
        && (!set.EndsWith("_pictures", StringComparison.Ordinal) || set.Contains(".with_photos.", StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<string, double>> Probes(string file)
    {
        using JsonDocument json = Read(file);
        if (!json.RootElement.TryGetProperty("mask", out JsonElement mask)) throw Stranger(file, "mask");
        List<KeyValuePair<string, double>> found = [];
        foreach (JsonProperty kind in mask.EnumerateObject())
            foreach (string seen in (string[])["right", "wrong", "none"])
                if (kind.Value.TryGetProperty(seen, out JsonElement share))
                    found.Add(new($"hidden words ({kind.Name}) right, {seen} picture, {kind.Value.GetProperty("set").GetString()}, %",
                        100 * share.GetDouble()));
        return found;
    }

    private static JsonDocument Read(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: there is no such result file", file);
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: is no JSON ({error.Message}); name a result file", error);
        }
    }

    private static InvalidDataException Stranger(string file, string what) =>
        new($"{file}: has no `{what}`; name a file that `run`, `evaluate` or `probe pictures` wrote");
}
