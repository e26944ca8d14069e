namespace Optiglot.Training;

/// <summary>Reads what a recipe's <c>data</c> section names.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="dataFolder">The folder its paths are relative to.</param>
public sealed class RecipeData(Recipe recipe, string dataFolder)
{
    private readonly DataSection data = recipe.Data;

    /// <summary>The training pairs.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> Train() => Limit(Split(data.Train), data.MaxTrain);

    /// <summary>The pairs that decide which checkpoint is best.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> Dev() => Limit(Split(data.Dev), data.MaxDev);

    /// <summary>Any split by name.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, line counts differ, or there is no such split.</exception>
    public IReadOnlyList<Example> Split(string name)
    {
        if (data.Set == CorpusKind.Multi30k) return new Multi30kCorpus(Resolve(data.Folder)).Read(name, recipe.Source, recipe.Target, data.Form);
        if (!data.Files.TryGetValue(name, out FilesSection? files))
            throw new InvalidDataException($"data.files: has no split '{name}'; it has {string.Join(", ", data.Files.Keys.Order(StringComparer.Ordinal))}.");
        return ParallelCorpus.Read(Resolve(files.Source), files.Target is null ? null : Resolve(files.Target), files.Pictures is null ? null : Resolve(files.Pictures));
    }

    /// <summary>All captions for pre-training, file after file.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<Example> Captions() => [.. data.Captions.SelectMany(captions => Limit(Read(captions), captions.Max))];

    /// <summary>A path of the data section made whole.</summary>
    public string Resolve(string path) => Path.Combine(dataFolder, path);

    private IReadOnlyList<Example> Read(CaptionsSection captions) => captions.Form switch
    {
        CaptionForm.Pairs => CaptionCorpus.ReadPairs(Resolve(captions.File)),
        CaptionForm.Lines => CaptionCorpus.ReadLines(Resolve(captions.File)),
        _ => new Multi30kCorpus(Resolve(captions.File)).ReadDescriptions("train"),
    };

    private static IReadOnlyList<Example> Limit(IReadOnlyList<Example> examples, int? limit) => limit < examples.Count ? [.. examples.Take(limit.Value)] : examples;
}
