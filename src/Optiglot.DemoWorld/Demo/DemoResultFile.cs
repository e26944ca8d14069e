using System.Globalization;
using System.Text.Json.Nodes;
using Optiglot.Training;

namespace Optiglot.DemoWorld;

/// <summary>Writes a demo's numbers with what is needed to run it again, and the translations they are of.</summary>
public static class DemoResultFile
{
    private const string Name = "demo";

    /// <summary>Writes <c>demo/CONDITION.hyp</c>, a line a test sentence, then <c>demo.json</c>, which names them.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="result">The result.</param>
    /// <param name="command">The command line.</param>
    /// <param name="commit">The commit it ran at.</param>
    /// <returns>The path of <c>demo.json</c>.</returns>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public static string Write(string folder, DemoResult result, string command, string commit)
    {
        JsonObject files = [];
        foreach (DemoRow row in result.Rows)
        {
            string condition = DemoJson.Key(row.Condition), file = $"{condition}.hyp";
            AtomicFile.WriteText(Path.Combine(folder, Name, file), string.Concat(row.Hypotheses.Select(line => line + "\n")));
            files[condition] = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}/{Name}/{file}";
        }

        JsonObject json = new()
        {
            ["recipe"] = Name,
            ["command"] = command,
            ["commit"] = commit,
            ["machine"] = MachineDescription.Describe(),
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        foreach ((string key, JsonNode? value) in DemoJson.Build(result)) json[key] = value?.DeepClone();
        json["hypotheses"] = files;
        string path = Path.Combine(folder, Name + ".json");
        AtomicFile.WriteText(path, json.ToJsonString(DemoJson.Options) + "\n");
        return path;
    }
}
