using System.Globalization;

namespace Optiglot.Text;

/// <summary>
/// Files that say, for each line of a tokenised text, which of its words are of some kind: their positions from 0, or <c>-1</c> where there are none.
/// </summary>
public static class WordPositions
{
    private const string None = "-1";

    /// <summary>Reads such a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Positions of each line, <c>[lines][words]</c>, in the order of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line has something else; the message names file and line.</exception>
    public static int[][] Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"{path}: not found; it has, for each line of the tokenised source, the positions of the words that can be hidden, or -1", path);
        return [.. File.ReadAllLines(path).Select((line, i) => Parse(line, path, i + 1))];
    }

    private static int[] Parse(string line, string path, int number)
    {
        string[] parts = Words.Split(line);
        if (parts is [None]) return [];
        int[] positions = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out positions[i]))
                throw new InvalidDataException($"{path}:{number}: '{parts[i]}' is no position; a line has positions of words from 0, or -1 alone");
        }

        return positions.Length > 0 ? positions : throw new InvalidDataException($"{path}:{number}: the line is empty; write -1 where no word is meant");
    }
}
