using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>Tokenisers and text preparation of a run: learned or loaded once, kept in the run folder.</summary>
internal sealed class RunTexts
{
    private RunTexts(Recipe recipe, ISubwordTokenizer source, ISubwordTokenizer target)
    {
        (Source, Target) = (source, target);
        SourcePreparer = new TextPreparer(recipe.Text.Options(recipe.Source));
        TargetPreparer = new TextPreparer(recipe.Text.Options(recipe.Target));
        Prepared = recipe.Data.Form == CorpusForm.Tok;
    }

    /// <summary>The source tokeniser.</summary>
    internal ISubwordTokenizer Source { get; }

    /// <summary>The target tokeniser; the same object when joint.</summary>
    internal ISubwordTokenizer Target { get; }

    internal TextPreparer SourcePreparer { get; }

    internal TextPreparer TargetPreparer { get; }

    /// <summary>Whether the translation set's text is prepared already.</summary>
    internal bool Prepared { get; }

    /// <summary>A source line of the translation set as the tokeniser wants it.</summary>
    internal string PrepareSource(string line) => Prepared ? line : SourcePreparer.Prepare(line);

    /// <summary>A target line of the translation set as the tokeniser wants it.</summary>
    internal string PrepareTarget(string line) => Prepared ? line : TargetPreparer.Prepare(line);

    /// <summary>Loads the tokenisers from the run folder, or learns them on the training pairs and keeps them there.</summary>
    internal static RunTexts Open(Recipe recipe, IReadOnlyList<Example> train, string folder, Func<string, string> findVocabulary)
    {
        Directory.CreateDirectory(folder);
        TextSection text = recipe.Text;
        var draft = new RunTexts(recipe, null!, null!);
        if (text.Joint)
        {
            ISubwordTokenizer joint = Bpe(Path.Combine(folder, "joint.bpe.json"), text.Source.Size,
                () => train.AsParallel().AsOrdered().SelectMany(example => new[] { draft.PrepareSource(example.Source), draft.PrepareTarget(example.Target ?? "") }));
            return new RunTexts(recipe, joint, joint);
        }

        return new RunTexts(recipe,
            Open(text.Source, text.LowerCase, Path.Combine(folder, "source.bpe.json"), () => train.AsParallel().AsOrdered().Select(example => draft.PrepareSource(example.Source)), findVocabulary),
            Open(text.Target, text.LowerCase, Path.Combine(folder, "target.bpe.json"), () => train.AsParallel().AsOrdered().Select(example => draft.PrepareTarget(example.Target ?? "")), findVocabulary));
    }

    private static ISubwordTokenizer Open(SubwordSection section, bool lowerCase, string file, Func<IEnumerable<string>> lines, Func<string, string> findVocabulary) =>
        section.Kind == SubwordKind.Wordpiece ? WordPieceTokenizer.Load(findVocabulary(section.Vocabulary!), lowerCase: true) : Bpe(file, section.Size, lines);

    private static BpeTokenizer Bpe(string file, int size, Func<IEnumerable<string>> lines)
    {
        if (File.Exists(file)) return BpeTokenizer.Load(file);
        BpeTokenizer learned = BpeLearner.Learn(lines(), size);
        learned.Save(file);
        return learned;
    }
}
