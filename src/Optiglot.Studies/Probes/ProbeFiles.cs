using Optiglot.Metrics;
using Optiglot.Training;

namespace Optiglot.Studies.Probes;

/// <summary>
/// Finds what probes need to know of a Multi30K set: its tokenised sources, and the positions of words to hide, in <c>probes/SET.KIND.txt</c> of the data
/// folder. A set that is some numbered lines of the training set (<c>data.held_out</c> in the recipe) has theirs.
/// </summary>
/// <param name="recipe">The recipe whose sets these are.</param>
/// <param name="data">Its data.</param>
public sealed class ProbeFiles(Recipe recipe, RecipeData data)
{
    /// <summary>Reads a set and hides its words of a kind.</summary>
    /// <param name="name">The set.</param>
    /// <param name="kind"><c>color</c>, <c>noun</c> or <c>people</c>: the middle of the file's name.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ; or the recipe's set is not Multi30K.</exception>
    public HiddenSet Hide(string name, string kind)
    {
        EvaluationSet set = EvaluationSet.Read(recipe, data, name);
        string split = recipe.Data.HeldOut.ContainsKey(name) ? recipe.Data.Train : name;
        if (recipe.Data.Set != CorpusKind.Multi30k) throw NotKnown();
        var marked = new MarkedWords(recipe, data, "probes");
        string[] tokenized = marked.Tokenized(split);
        int[][] positions = marked.Positions(split, tokenized.Length, [kind]);
        return HiddenSet.Create(set, [.. set.Sources.Select(source => tokenized[source.Line])], [.. set.Sources.Select(source => positions[source.Line])]);
    }

    /// <summary>Tells right words of a kind: colours by name, others by aligning words.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="sets">The sets that are probed.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IHiddenWordScorer Scorer(string kind, IEnumerable<string> sets) => kind == "color" ? new ColourScorer(recipe.Target)
        : new AlignedWordScorer(WordAligner.Train(Pairs(sets)), new WordStemmer(recipe.Target));

    /// <summary>Pairs to learn word alignment from: the training set, and the sets that are probed, tokenised and lower-cased.</summary>
    /// <param name="sets">The sets that are probed.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<(string[] Source, string[] Target)> Pairs(IEnumerable<string> sets) =>
    [
        .. sets.Where(name => !recipe.Data.HeldOut.ContainsKey(name)).Prepend(recipe.Data.Train).Distinct()
            .SelectMany(name => Corpus.Read(name, recipe.Source, recipe.Target, CorpusForm.Tok, CorpusForm.Tok))
            .Select(example => (example.Source.Split(' '), example.Target!.Split(' '))),
    ];

    private Multi30kCorpus Corpus => recipe.Data.Set == CorpusKind.Multi30k
        ? new Multi30kCorpus(data.Resolve(recipe.Data.Folder))
        : throw NotKnown();

    private InvalidDataException NotKnown() => new($"recipe {recipe.Name}: probes that hide words know Multi30K only (data.set: multi30k)");
}
