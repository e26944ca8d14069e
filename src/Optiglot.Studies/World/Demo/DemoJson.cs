using System.Text.Json;
using System.Text.Json.Nodes;

namespace Optiglot.Studies.World;

/// <summary>The demo's numbers as one JSON object, for scripts.</summary>
public static class DemoJson
{
    /// <summary>`bleu`, `ambiguous_accuracy` and `colour_accuracy`, each by condition; `minutes` and what the run was.</summary>
    public static string Write(DemoResult result) => new JsonObject
    {
        ["target"] = result.Language,
        ["seed"] = result.World.Seed,
        ["test_sentences"] = result.World.Test,
        ["bleu"] = Each(result, row => Math.Round(row.Bleu, 2)),
        ["bleu_signature"] = result.BleuSignature,
        ["ambiguous_accuracy"] = Each(result, row => Math.Round(row.Score.SenseAccuracy, 4)),
        ["colour_accuracy"] = Each(result, row => Math.Round(row.Score.ColourAccuracy, 4)),
        ["minutes"] = Math.Round(result.Minutes, 2),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Each(DemoResult result, Func<DemoRow, double> value) =>
        new(result.Rows.Select(row => KeyValuePair.Create(ConditionText.Name(row.Condition).Replace(' ', '_'), (JsonNode?)value(row))));
}
