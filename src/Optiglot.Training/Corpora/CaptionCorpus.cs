namespace Optiglot.Training;

/// <summary>Captions of one language for pre-training.</summary>
internal static class CaptionCorpus
{
    private const string Origin = "It is named under data.captions in the recipe; paths there are relative to the data folder (--data or OPTIGLOT_DATA).";

    /// <summary>The file, or those that a name with a wildcard means (<c>part-*.tsv</c>), in the order of their names: the same on every machine.</summary>
    /// <exception cref="FileNotFoundException">No file matches.</exception>
    public static IReadOnlyList<string> Files(string path)
    {
        string name = Path.GetFileName(path);
        if (name.IndexOfAny(['*', '?']) < 0) return [path];
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] found = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, name).Order(StringComparer.Ordinal)] : [];
        return found.Length > 0 ? found : throw new FileNotFoundException($"{path}: no file matches. {Origin}", path);
    }

    /// <summary>Lines of a picture's file name, a tab and its caption (Flickr8k's list has this form).</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">A line has no tab, or is not UTF-8.</exception>
    public static IReadOnlyList<Example> ReadPairs(string path)
    {
        string[] lines = TextLines.Read(path, Origin);
        Example[] examples = new Example[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            int tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0) throw new InvalidDataException($"{path}:{i + 1}: no tab: each line must be a picture's file name, a tab, and its caption.");
            examples[i] = new(lines[i][(tab + 1)..], null, ParallelCorpus.PictureName(lines[i][..tab]));
        }
        return examples;
    }

    /// <summary>One caption a line, without pictures.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">A line is not UTF-8.</exception>
    public static IReadOnlyList<Example> ReadLines(string path) => [.. TextLines.Read(path, Origin).Select(line => new Example(line))];
}
