namespace Optiglot.Cli;

/// <summary>Which data sets are there. None is needed for the demo or for translating with a model at hand, so an absent one is a note.</summary>
internal static class DataCheck
{
    private const string Vocabulary = "bert-base-uncased/vocab.txt";

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
            yield return Path.Exists(path) ? Found(set.Name, path, set.Holds) : new(set.Name, FindingLevel.Note, $"{path}: not there ({set.Holds})", set.Origin);
        }

        string? file = data.ModelFolders.Select(folder => Path.Combine(folder, Vocabulary)).FirstOrDefault(File.Exists);
        yield return file is not null
            ? Found("vocabulary", file, "BERT's word pieces")
            : new("vocabulary", FindingLevel.Note, $"{Vocabulary}: in none of {string.Join(", ", data.ModelFolders)}", "vocab.txt of https://huggingface.co/google-bert/bert-base-uncased");
    }

    private static Finding Found(string name, string path, string holds) =>
        new(name, FindingLevel.Ok, holds.Length > 0 ? $"{path} ({holds})" : path, Values: new Dictionary<string, object> { ["path"] = path });
}
