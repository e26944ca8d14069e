using Optiglot.Distributed;
using Optiglot.Text;
using Optiglot.Translation;

namespace Optiglot.Training;

/// <summary>
/// Makes the pairs of <c>data.back_translation</c> and <c>data.self_training</c>, part by part, each kept in the run's folder: a stopped run goes on with the
/// next part.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="data">Its data.</param>
/// <param name="folder">Where the parts are kept.</param>
/// <param name="tell">Told how far it is.</param>
/// <param name="ranks">Processes that share the parts out; null: this one alone.</param>
internal sealed class SyntheticPairs(Recipe recipe, RecipeData data, string folder, Action<string> tell, ICommunicator? ranks = null)
{
    private readonly ICommunicator ranks = ranks ?? new SingleProcess();

    private const int PartLines = 4096;

    /// <summary>All pairs that the recipe asks for; none where it asks for none.</summary>
    /// <exception cref="FileNotFoundException">A model or a text is missing.</exception>
    /// <exception cref="InvalidDataException">A model translates between other languages, or a file is damaged.</exception>
    internal IReadOnlyList<Example> Make(CancellationToken cancellation)
    {
        List<Example> pairs = [];
        if (recipe.Data.BackTranslation is { } back)
            pairs.AddRange(Translated("back_translation", back, data.TargetTexts(back), recipe.Target, recipe.Source, cancellation)
                .Select(pair => new Example(Source(pair.Output), Real(pair.Text.Source, recipe.Data.TargetForm, data.TargetPreparer), pair.Text.Picture,
                    Example.NoLine)));
        if (recipe.Data.SelfTraining is { } forward)
            pairs.AddRange(Translated("self_training", forward, data.SourceTexts(forward), recipe.Source, recipe.Target, cancellation)
                .Select(pair => new Example(Real(pair.Text.Source, recipe.Data.SourceForm, data.SourcePreparer), Target(pair.Output), pair.Text.Picture,
                    Example.NoLine)));
        return pairs;
    }

    // Both forms of an output are kept; which one the training set is in, the recipe says.
    private string Source((string Text, string Tokenized) output) => recipe.Data.SourceForm == CorpusForm.Raw ? output.Text : output.Tokenized;

    private string Target((string Text, string Tokenized) output) => recipe.Data.TargetForm == CorpusForm.Raw ? output.Text : output.Tokenized;

    private static string Real(string text, CorpusForm form, Func<TextPreparer> preparer) => form == CorpusForm.Raw ? text : preparer().Prepare(text);

    private IEnumerable<(Example Text, (string, string) Output)> Translated(string name, SyntheticSection section, IReadOnlyList<Example> texts, string from,
        string into, CancellationToken cancellation)
    {
        string[] parts = [.. Enumerable.Range(0, (texts.Count + PartLines - 1) / PartLines).Select(part => Path.Combine(folder, $"{name}.{part:D4}.tsv"))];
        if (ranks.Broadcast(parts.Any(part => !File.Exists(part)))) Translate(name, section, texts, parts, from, into, cancellation);
        ranks.Barrier();
        IEnumerable<(string, string)> outputs =
            parts.SelectMany(part => TextLines.Read(part, "The run makes it; delete the folder to have it made anew.").Select(line => Split(line, part)));
        return texts.Zip(outputs);
    }

    private void Translate(string name, SyntheticSection section, IReadOnlyList<Example> texts, string[] parts, string from, string into,
        CancellationToken cancellation)
    {
        using OnnxTranslator translator = OnnxTranslator.Open(data.ResolveModel(section.Model));
        if ((translator.Info.SourceLanguage, translator.Info.TargetLanguage) != (from, into))
            throw new InvalidDataException(
                $"data.{name}.model: {section.Model} translates {translator.Info.SourceLanguage} to {translator.Info.TargetLanguage}; this recipe needs "
                    + $"{from} to {into}");
        TranslationOptions options = new() { Search = (translator.Info.Search ?? new BeamOptions()) with { Beam = section.Beam, NBest = 1 } };
        foreach ((int number, string part) in parts.Index())
        {
            if (number % ranks.Count != ranks.Rank || File.Exists(part)) continue;
            TranslationRequest[] requests = [.. texts.Skip(number * PartLines).Take(PartLines).Select(text => new TranslationRequest(text.Source))];
            IReadOnlyList<TranslationResult> found = translator.Translate(requests, options, cancellation);
            AtomicFile.WriteText(part, string.Concat(found.Select(result => $"{OneLine(result.Text)}\t{OneLine(result.Tokenized)}\n")));
            tell($"{name}: {Math.Min(texts.Count, (number + 1) * PartLines):N0} of {texts.Count:N0} sentences");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static (string Text, string Tokenized) Split(string line, string file) => line.Split('\t') is [var text, var tokenized]
        ? (text, tokenized)
        : throw new InvalidDataException($"{file}: is damaged: a line has not two fields; delete it, and the run makes it anew");
}
