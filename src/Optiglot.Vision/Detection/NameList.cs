namespace Optiglot.Vision;

/// <summary>Names of classes or attributes in a text file, one a line, as `objects_vocab.txt` of bottom-up attention.</summary>
public static class NameList
{
    /// <summary>Reads the names; synonyms after a comma are dropped.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<string> Read(string path) => File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => line.Split(',')[0].Trim())]
        : throw new FileNotFoundException($"{path}: no such list of names; give a text file with one name a line");
}
