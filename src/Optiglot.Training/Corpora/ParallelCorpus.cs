namespace Optiglot.Training;

/// <summary>Sentences, translations and pictures that belong together line by line.</summary>
public static class ParallelCorpus
{
    private const string Origin = "It is named in the recipe's data section; paths there are relative to the data folder (--data or OPTIGLOT_DATA).";

    /// <summary>Reads line-parallel files: UTF-8, one sentence a line, plain or <c>.gz</c>.</summary>
    /// <param name="source">Source sentences.</param>
    /// <param name="target">Their translations, or null for a corpus of one language.</param>
    /// <param name="pictures">Their pictures' file names, empty or <c>-</c> where there is none; or null.</param>
    /// <param name="origin">What brings the files where they are missing.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not UTF-8, or line counts differ.</exception>
    public static IReadOnlyList<Example> Read(string source, string? target, string? pictures, string origin = Origin)
    {
        string[] sources = TextLines.Read(source, origin);
        string[]? targets = target is null ? null : Aligned(TextLines.Read(target, origin), target, sources, source);
        string[]? names = pictures is null ? null : Aligned(TextLines.Read(pictures, origin), pictures, sources, source);
        Example[] examples = new Example[sources.Length];
        for (int i = 0; i < examples.Length; i++)
            examples[i] = new(sources[i], targets?[i], PictureName(names?[i]), i);
        return examples;
    }

    /// <summary>
    /// The file name in a line of a picture list: what follows <c>#</c> (a caption's number in lists of COCO) is dropped; null for an empty line or <c>-</c>.
    /// </summary>
    public static string? PictureName(string? line)
    {
        if (line is null) return null;
        int mark = line.IndexOf('#', StringComparison.Ordinal);
        string name = (mark < 0 ? line : line[..mark]).Trim();
        while (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        return name is "" or "-" ? null : name;
    }

    private static string[] Aligned(string[] lines, string file, string[] sources, string source) => lines.Length == sources.Length
        ? lines
        : throw new InvalidDataException($"{file}: has {lines.Length} lines, but {source} has {sources.Length}; they must correspond line by line.");
}
