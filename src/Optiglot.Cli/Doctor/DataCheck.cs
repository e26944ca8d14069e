using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Which data sets are there. None is needed for the demo or for translating with a model at hand, so an absent one is a note.</summary>
internal static class DataCheck
{
    // The two have the same word pieces.
    private static readonly string[] Vocabularies = ["bert-base-uncased/vocab.txt", "minilm/vocab.txt"];

    /// <summary>Finding <c>data</c> (the folder), then one for each data set, then <c>vocabulary</c> (BERT's).</summary>
    public static IEnumerable<Finding> Run(DataFolder data)
    {
        if (data.Path is null)
        {
            yield return new("data", FindingLevel.Note, "no data folder found", $"name it with --data DIR or {DataFolder.Variable}");
            yield break;
        }

        yield return Found("data", data.Path, "");
        foreach (DataSet set in DataSet.All)
        {
            string path = Path.Combine(data.Path, set.Path);
            yield return Path.Exists(path) ? Found(set.Name, path, set.Holds)
                : new(set.Name, FindingLevel.Note, $"{path}: not there ({set.Holds})", set.Origin);
        }

        string? file = ModelFolders.Search(data.ModelFolders).SelectMany(folder => Vocabularies.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        yield return file is not null
            ? Found("vocabulary", file, "BERT's word pieces")
            : new("vocabulary", FindingLevel.Note,
                $"{string.Join(" or ", Vocabularies)}: in none of {string.Join(", ", ModelFolders.Search(data.ModelFolders))}", "./optiglot models get minilm");
    }

    private static Finding Found(string name, string path, string holds) =>
        new(name, FindingLevel.Ok, holds.Length > 0 ? $"{path} ({holds})" : path, Values: new Dictionary<string, object> { ["path"] = path });
}
