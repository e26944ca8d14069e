using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>Reads what a recipe's <c>data</c> section names.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="dataFolder">The folder its paths are relative to.</param>
public sealed class RecipeData(Recipe recipe, string dataFolder)
{
    private readonly DataSection data = recipe.Data;

    /// <summary>Reads the training pairs, without held-out lines and no more than asked for.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> Train() => Limit(HeldOutLines.Without(Read(data.Train), HeldOut()), data.MaxTrain);

    /// <summary>The pairs that decide which checkpoint is best.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> Dev() => Limit(Split(data.Dev), data.MaxDev);

    /// <summary>Any split by name, a held-out part of the training split among them.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, line counts differ, or there is no such split.</exception>
    public IReadOnlyList<Example> Split(string name) => data.HeldOut.TryGetValue(name, out string? lines)
        ? HeldOutLines.Only(Read(data.Train), Lines(lines), lines)
        : Read(name);

    private IReadOnlyList<Example> Read(string name)
    {
        if (data.Set == CorpusKind.Multi30k)
            return new Multi30kCorpus(Resolve(data.Folder)).Read(name, recipe.Source, recipe.Target, data.SourceForm, data.TargetForm);
        if (!data.Files.TryGetValue(name, out FilesSection? files))
            throw new InvalidDataException(data.NoSplit(name));
        return ParallelCorpus.Read(Resolve(files.Source), Optional(files.Target), Optional(files.Pictures));

        string? Optional(string? path) => path is null ? null : Resolve(path);
    }

    /// <summary>
    /// All captions for pre-training, file after file, each pair of picture and caption once; without sentences of the dev set and the test sets, and without
    /// pictures and sentences that are held out.
    /// </summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<Example> Captions() => Monolingual(data.Captions, recipe.Source, example => example.Source);

    /// <summary>
    /// Texts of the target language to be translated back, filtered as <see cref="Captions"/> are; their text stands as <see cref="Example.Source"/>.
    /// </summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<Example> TargetTexts(SyntheticSection section) => Monolingual(section.Texts, recipe.Target, example => example.Target ?? "");

    /// <summary>Texts of the source language to be translated, filtered as <see cref="Captions"/> are.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<Example> SourceTexts(SyntheticSection section) => Monolingual(section.Texts, recipe.Source, example => example.Source);

    private IReadOnlyList<Example> Monolingual(IEnumerable<CaptionsSection> files, string language, Func<Example, string> side)
    {
        CaptionFilter filter = new();
        foreach (string set in recipe.Evaluate.Sets.Concat(data.HeldOut.Keys).Append(data.Dev).Distinct())
            filter.HoldOut(Split(set).Select(example => example with { Source = side(example) }), pictures: data.HeldOut.ContainsKey(set));
        return [.. files.SelectMany(file => Limit(Read(file, language), file.Max)).Where(filter.Accepts)];
    }

    /// <summary>
    /// Names of all pictures that the recipe's texts name: of training pairs, dev set, test sets, and captions where they are pre-trained on. Empty where it
    /// has no pictures.
    /// </summary>
    /// <param name="pairs">The pairs of training and dev set, where they are read already.</param>
    public IReadOnlySet<string> PictureNames(IEnumerable<Example> pairs)
    {
        if (data.Pictures is null) return new HashSet<string>();
        IEnumerable<Example> captions = recipe.Pretrain.Captions is null ? [] : Captions();
        return pairs.Concat(captions).Concat(recipe.Evaluate.Sets.SelectMany(Split)).Select(example => example.Picture).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
    }

    private HashSet<int> HeldOut() => [.. data.HeldOut.Values.SelectMany(Lines)];

    private IReadOnlyList<int> Lines(string range) => HeldOutLines.Range(range) ?? HeldOutLines.Read(Resolve(range));

    /// <summary>A path of the data section made whole.</summary>
    public string Resolve(string path) => Path.Combine(dataFolder, path);

    /// <summary>
    /// Where a file that is no data (a vocabulary, BERT weights) lies: the path itself if it exists from the working folder; else, where it begins with
    /// `models/`, in one of <see cref="ModelFolders"/>; else below the data folder, or beside it.
    /// </summary>
    public string ResolveModel(string path)
    {
        string start = ModelFolders.Name + "/";
        IEnumerable<string> known = path.StartsWith(start, StringComparison.Ordinal) ? ModelFolders.Search([])
            .Select(folder => Path.Combine(folder, path[start.Length..])) : [];
        return known.Prepend(path).Append(Resolve(path)).Append(Path.Combine(dataFolder, "..", path)).FirstOrDefault(Path.Exists) ?? path;
    }

    /// <summary>Turns examples of the translation set into ids, sentences prepared where their form is raw.</summary>
    /// <param name="source">The source tokeniser.</param>
    /// <param name="target">The target tokeniser.</param>
    public CorpusEncoder PairEncoder(ISubwordTokenizer source, ISubwordTokenizer target) =>
        new(data.SourceForm == CorpusForm.Raw ? SourcePreparer() : null, source, data.TargetForm == CorpusForm.Raw ? TargetPreparer() : null, target);

    /// <summary>Turns captions into ids.</summary>
    /// <param name="source">The source tokeniser.</param>
    public CorpusEncoder CaptionEncoder(ISubwordTokenizer source) => new(SourcePreparer(), source, null, null);

    /// <summary>What the recipe does to raw source text.</summary>
    public TextPreparer SourcePreparer() => new(recipe.Text.Source.Options(recipe.Source));

    /// <summary>What the recipe does to raw target text.</summary>
    public TextPreparer TargetPreparer() => new(recipe.Text.Target.Options(recipe.Target));

    private IReadOnlyList<Example> Read(CaptionsSection captions, string language) => captions.Form switch
    {
        CaptionForm.Pairs => [.. CaptionCorpus.Files(Resolve(captions.File)).SelectMany(CaptionCorpus.ReadPairs)],
        CaptionForm.Lines => [.. CaptionCorpus.Files(Resolve(captions.File)).SelectMany(CaptionCorpus.ReadLines)],
        _ => new Multi30kCorpus(Resolve(captions.File)).ReadDescriptions("train", language),
    };

    private static IReadOnlyList<Example> Limit(IReadOnlyList<Example> examples, int? limit) =>
        limit < examples.Count ? [.. examples.Take(limit.Value)] : examples;
}
