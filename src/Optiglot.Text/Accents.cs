using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Optiglot.Text;

/// <summary>
/// Strips accents as BERT's uncased models want: decompose, then drop non-spacing marks. The decompositions are a table of ours (<c>accents.txt</c>: Latin,
/// Greek, Cyrillic), since <see cref="string.Normalize()"/> changes nothing where .NET runs without ICU.
/// </summary>
internal static class Accents
{
    private static readonly FrozenDictionary<char, char> Bases = Read();

    public static string Strip(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                plain.Append(Bases.GetValueOrDefault(character, character));
        }
        return plain.ToString();
    }

    // A line holds a base letter, a space, and the letters that decompose to it.
    private static FrozenDictionary<char, char> Read()
    {
        using Stream stream = typeof(Accents).Assembly.GetManifestResourceStream("accents.txt")!;
        using var reader = new StreamReader(stream);
        var bases = new Dictionary<char, char>();
        while (reader.ReadLine() is { } line)
        {
            foreach (char accented in line.AsSpan(2))
                bases[accented] = line[0];
        }
        return bases.ToFrozenDictionary();
    }
}
