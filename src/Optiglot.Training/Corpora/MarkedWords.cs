using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>Files that mark words of a Multi30K split by their positions, <c>SPLIT.KIND.txt</c>, a line each of its tokenised source.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="data">Its data.</param>
/// <param name="folder">Folder of the files, relative to the data folder.</param>
public sealed class MarkedWords(Recipe recipe, RecipeData data, string folder)
{
    /// <summary>The split's sources, tokenised and lower-cased.</summary>
    public string[] Tokenized(string split) =>
        [.. new Multi30kCorpus(data.Resolve(recipe.Data.Folder)).Read(split, recipe.Source, null, CorpusForm.Tok, CorpusForm.Tok)
            .Select(example => example.Source)];

    /// <summary>Positions of marked words in each line, all kinds together.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or has not as many lines as the split.</exception>
    public int[][] Positions(string split, int lines, IEnumerable<string> kinds)
    {
        int[][] all = [.. Enumerable.Range(0, lines).Select(_ => Array.Empty<int>())];
        foreach (string kind in kinds)
        {
            string file = data.Resolve(Path.Combine(folder, $"{split}.{kind}.txt"));
            int[][] found = WordPositions.Read(file);
            if (found.Length != lines)
                throw new InvalidDataException($"{file}: has {found.Length} lines, but {split} has {lines}; they must correspond line by line.");
            for (int line = 0; line < lines; line++) all[line] = [.. all[line].Union(found[line])];
        }

        return all;
    }

    /// <summary>A focus with the words of its kinds: all that are marked in the training split.</summary>
    internal static FocusSection Resolve(FocusSection focus, Recipe recipe, RecipeData data)
    {
        if (focus.Kinds.Count == 0) return focus;
        var marked = new MarkedWords(recipe, data, focus.Folder);
        string[][] lines = [.. marked.Tokenized(recipe.Data.Train).Select(line => line.Split(' '))];
        int[][] positions = marked.Positions(recipe.Data.Train, lines.Length, focus.Kinds);
        return focus with
        {
            Words = [.. focus.Words.Concat(lines.Zip(positions).SelectMany(line => line.Second.Select(at => line.First[at]))).Distinct(StringComparer.Ordinal)]
        };
    }
}
