using System.Globalization;
using System.Text;

namespace Optiglot.Translation;

/// <summary>What people should know about a model; becomes <c>README.md</c> of its folder.</summary>
public sealed record ModelCard
{
    /// <summary>The recipe and command it was made with.</summary>
    public string Training { get; init; } = "";

    /// <summary>What it was trained on, one line a data set.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Scores by name, such as <c>test_2016_flickr BLEU (…signature…)</c>.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>What pictures were found to be worth, by what was asked, such as <c>hidden colours right, right picture</c>; in percent.</summary>
    public IReadOnlyDictionary<string, double> Probes { get; init; } = new Dictionary<string, double>();

    /// <summary>What it cannot do, or was never shown, one line each.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>On what terms the weights may be used; by default a reminder that the data decides.</summary>
    public string Licence { get; init; } =
        "The weights were learned from the data above: its terms, and those of the detector, decide what the model may be used for.";

    /// <summary>The card as Markdown.</summary>
    public string Render(ModelConfig config)
    {
        var (encoder, decoder) = (config.Model.Encoder, config.Model.Decoder);
        var text = new StringBuilder();
        Line($"# {(config.Name.Length > 0 ? config.Name : "Translation model")}");
        Line(
            $"\nTranslates {config.Source.Text.Language} to "
                + $"{config.Target.Text.Language}{(config.Detector is null ? "" : ", with or without a picture")}. Made with Optiglot.");
        Line("\n## Model\n");
        Line(
            $"* Encoder: {encoder.Layers} layers, width {encoder.Width}, {encoder.Heads} heads, {encoder.VocabularySize} pieces "
                + $"({config.Source.TokenizerKind}).");
        Line(
            $"* Decoder: {decoder.Layers} layers, width {decoder.Width}, {decoder.Heads} heads, {decoder.VocabularySize} pieces "
                + $"({config.Target.TokenizerKind}), cross-attention {decoder.CrossAttention.ToString().ToLowerInvariant()}.");
        string limits = config.Regions is null ? "" : $", {config.Regions.Min} to {config.Regions.Max} a picture";
        string tags = config.Tags is null ? ", no tags" : ", names as tags";
        Line(config.Detector is null ? "* Sees no pictures."
            : $"* Regions: {config.Detector.Name} (SHA-256 {config.Detector.Sha256}), {config.Detector.FeatureWidth} features{limits}{tags}.");
        Line($"* Text: source {Describe(config.Source)}; target {Describe(config.Target)}.");
        if (Training.Length > 0) Line($"\n## Training\n\n{Training}");
        if (Data.Count > 0) Line("\n## Data\n\n" + string.Join('\n', Data.Select(line => $"* {line}")));
        Table("Scores", "measure", Scores, "0.00");
        Table("What pictures are worth", "asked", Probes, "0.0");
        if (Limits.Count > 0) Line("\n## Limits\n\n" + string.Join('\n', Limits.Select(line => $"* {line}")));
        Line($"\n## Licence\n\n{Licence}");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Table(string title, string first, IReadOnlyDictionary<string, double> rows, string digits)
        {
            if (rows.Count == 0) return;
            Line($"\n## {title}\n\n| {first} | value |\n|---|---|");
            foreach (var (name, value) in rows) Line($"| {name} | {value.ToString(digits, CultureInfo.InvariantCulture)} |");
        }
    }

    private static string Describe(ModelSide side)
        => $"{(side.Text.LowerCase ? "lower-cased" : "true-cased")}{(side.Text.Normalize ? ", normalised" : "")}{(side.Text.Tokenize ? ", tokenised" : "")}";
}
