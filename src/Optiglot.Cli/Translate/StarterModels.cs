using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Models that are there without training: folders <c>en-de</c>, <c>en-fr</c>, … in a folder of models.</summary>
internal static class StarterModels
{
    /// <summary>The one that is taken where nobody says anything.</summary>
    public const string Default = "models/en-de";

    /// <summary>Every starter there is, by its folder; of those of one name the nearest.</summary>
    public static IReadOnlyList<string> All(DataFolder data)
    {
        Dictionary<string, string> found = [];
        foreach (string folder in ModelFolders.Search(data.ModelFolders).Concat(AboveProgram()).Where(Directory.Exists))
            foreach (string path in Directory.EnumerateDirectories(folder).Where(path => IsPair(Path.GetFileName(path))
                && File.Exists(Path.Combine(path, ModelFolder.ConfigFile))).Order(StringComparer.Ordinal))
                found.TryAdd(Path.GetFileName(path), path);
        return [.. found.Values];
    }

    /// <summary>Every starter there is, at least one.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static IReadOnlyList<string> Some(DataFolder data) => All(data) is { Count: > 0 } all ? all : [Find(data)];

    /// <summary>The starter of two languages.</summary>
    /// <param name="data">The data folder, which may have models in or beside it.</param>
    /// <param name="source">Language to translate from; null for any.</param>
    /// <param name="target">Language to translate to; null for any.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(DataFolder data, string? source = null, string? target = null)
    {
        IReadOnlyList<string> all = All(data);
        string[] fitting = [.. all.Where(path => (source is null || Pair(path)[0] == source) && (target is null || Pair(path)[1] == target))];
        string usual = Path.GetFileName(Default);
        if (fitting.Length > 0) return fitting.FirstOrDefault(path => Path.GetFileName(path) == usual) ?? fitting[0];
        string wanted = source is null && target is null ? Default : $"models/{source ?? "…"}-{target ?? "…"}";
        string there = all.Count == 0 ? "there is no starter here" : $"starters here are {string.Join(", ", all)}";
        throw new FileNotFoundException(
            $"{wanted}: no such starter model; {there}: name a trained model with --model DIR (./optiglot demo trains one in minutes)");
    }

    private static string[] Pair(string path) => Path.GetFileName(path).Split('-');

    private static bool IsPair(string name) => name.Split('-') is [{ Length: 2 }, { Length: 2 }];

    // In a checkout, wherever it is called from.
    private static IEnumerable<string> AboveProgram()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Optiglot.slnx"))) yield return Path.Combine(folder.FullName, ModelFolders.Name);
    }
}
