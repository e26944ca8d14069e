using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>
/// Sources of a split with words hidden as a recipe's <c>data.hide</c> says. The draw depends on seed, epoch and line only. May be shared by threads.
/// </summary>
internal sealed class HiddenSources
{
    private readonly HideSection options;
    private readonly string[]? tokenized;
    private readonly int[][] positions;
    private readonly RandomStream root;

    private HiddenSources(HideSection options, string[]? tokenized, int[][] positions, ulong seed) =>
        (this.options, this.tokenized, this.positions, root) = (options, tokenized, positions, RandomStream.Create(seed, "hidden words"));

    /// <summary>Whether every such word is hidden, at every epoch.</summary>
    internal bool Always => options.Probability == 1;

    /// <summary>Reads the positions of a split's words.</summary>
    /// <exception cref="FileNotFoundException">A file of positions is missing.</exception>
    /// <exception cref="InvalidDataException">A file of positions is damaged, or has not as many lines as the split.</exception>
    internal static HiddenSources Open(Recipe recipe, RecipeData data, string split)
    {
        HideSection options = recipe.Data.Hide!;
        var marked = new MarkedWords(recipe, data, options.Folder);
        string[] tokenized = marked.Tokenized(split);
        return new HiddenSources(options, recipe.Data.SourceForm == CorpusForm.Tok ? null : tokenized, marked.Positions(split, tokenized.Length, options.Words),
            recipe.Seed);
    }

    /// <summary>An example's source as it is shown in an epoch; the very same string where nothing is hidden.</summary>
    internal string Text(Example example, int epoch)
    {
        // Which words of other texts could be hidden, nobody has said.
        if (example.Line == Example.NoLine) return example.Source;
        int[] hidden = positions[example.Line];
        if (!Always)
        {
            RandomStream random = root.Derive(epoch, example.Line);
            hidden = [.. hidden.Where(_ => random.NextBool(options.Probability))];
        }

        if (hidden.Length == 0) return example.Source;
        return tokenized is null ? HiddenWords.Hide(example.Source, hidden) : HiddenWords.HideRaw(example.Source, tokenized[example.Line], hidden).Text;
    }
}
