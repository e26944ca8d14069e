using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>Tokenisers and text preparation of a run. What is learned is learned once and kept in the run folder.</summary>
internal sealed class RunTexts
{
    private readonly TextPreparer? prepareSource;
    private readonly TextPreparer? prepareTarget;

    private RunTexts(Recipe recipe, RecipeData data)
    {
        if (recipe.Data.SourceForm == CorpusForm.Raw) prepareSource = data.SourcePreparer();
        if (recipe.Data.TargetForm == CorpusForm.Raw) prepareTarget = data.TargetPreparer();
    }

    /// <summary>The source tokeniser.</summary>
    internal ISubwordTokenizer Source { get; private set; } = null!;

    /// <summary>The target tokeniser; the same object when joint.</summary>
    internal ISubwordTokenizer Target { get; private set; } = null!;

    /// <summary>A source line of the translation set as the tokeniser wants it.</summary>
    internal string PrepareSource(string line) => prepareSource is null ? line : prepareSource.Prepare(line);

    /// <summary>A target line of the translation set as the tokeniser wants it.</summary>
    internal string PrepareTarget(string line) => prepareTarget is null ? line : prepareTarget.Prepare(line);

    /// <summary>Loads the tokenisers, those of the model that training goes on from where there is one, or learns them on the training pairs.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before they were learned.</exception>
    internal static RunTexts Open(Recipe recipe, RecipeData data, IReadOnlyList<Example> train, string folder, CancellationToken cancellation,
        StartingModel? start = null)
    {
        Directory.CreateDirectory(folder);
        var texts = new RunTexts(recipe, data);
        if (start is not null)
        {
            texts.Source = start.Folder.LoadSourceTokenizer();
            texts.Target = recipe.Text.Joint ? texts.Source : start.Folder.LoadTargetTokenizer();
            return texts;
        }

        ParallelQuery<string> Sources() => train.AsParallel().AsOrdered().WithCancellation(cancellation).Select(example => texts.PrepareSource(example.Source));
        ParallelQuery<string> Targets() => train.AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(example => texts.PrepareTarget(example.Target ?? ""));
        if (recipe.Text.Joint)
        {
            texts.Source = texts.Target =
                Bpe(Path.Combine(folder, "joint.bpe.json"), recipe.Text.Source.Size, () => Sources().AsEnumerable().Concat(Targets()));
            return texts;
        }

        texts.Source = Open(recipe.Text.Source, Path.Combine(folder, "source.bpe.json"), Sources, data);
        texts.Target = Open(recipe.Text.Target, Path.Combine(folder, "target.bpe.json"), Targets, data);
        return texts;
    }

    private static ISubwordTokenizer Open(LanguageSection section, string file, Func<IEnumerable<string>> lines, RecipeData data) =>
        section.Kind == SubwordKind.Wordpiece ? WordPieceTokenizer.Load(data.ResolveModel(section.Vocabulary!), lowerCase: true)
            : Bpe(file, section.Size, lines);

    private static BpeTokenizer Bpe(string file, int size, Func<IEnumerable<string>> lines)
    {
        if (File.Exists(file)) return BpeTokenizer.Load(file);
        BpeTokenizer learned = BpeLearner.Learn(lines(), size);
        learned.Save(file);
        return learned;
    }
}
