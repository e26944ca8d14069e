using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Optiglot.DemoWorld;

/// <summary>The demo's numbers as one JSON object, for scripts.</summary>
public static class DemoJson
{
    /// <summary>How it is written: signatures have | and +, which stay as they are.</summary>
    internal static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>`bleu`, `meteor`, `ambiguous_accuracy` and `colour_accuracy`, each by condition; `minutes` and what the run was.</summary>
    public static string Write(DemoResult result) => Build(result).ToJsonString(Options);

    /// <summary>The same as an object.</summary>
    internal static JsonObject Build(DemoResult result) => new()
    {
        ["target"] = result.Language,
        ["seed"] = result.World.Seed,
        ["test_sentences"] = result.World.Test,
        ["bleu"] = Each(result, row => Math.Round(row.Bleu, 2)),
        ["bleu_signature"] = result.BleuSignature,
        ["meteor"] = Each(result, row => Math.Round(row.Meteor, 2)),
        ["meteor_signature"] = result.MeteorSignature,
        ["ambiguous_accuracy"] = Each(result, row => Math.Round(row.Score.SenseAccuracy, 4)),
        ["colour_accuracy"] = Each(result, row => Math.Round(row.Score.ColourAccuracy, 4)),
        ["minutes"] = Math.Round(result.Minutes, 2),
    };

    /// <summary>A condition's name as a key and as a file name.</summary>
    internal static string Key(DemoCondition condition) => ConditionText.Name(condition).Replace(' ', '_');

    private static JsonObject Each(DemoResult result, Func<DemoRow, double> value) =>
        new(result.Rows.Select(row => KeyValuePair.Create(Key(row.Condition), (JsonNode?)value(row))));
}
