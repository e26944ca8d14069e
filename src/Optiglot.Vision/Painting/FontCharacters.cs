namespace Optiglot.Vision;

/// <summary>A font's table `cmap`, format 4: which glyph a character has.</summary>
internal static class FontCharacters
{
    /// <summary>The table for letters in ascending order whose glyphs are 1, 2, 3 and so on.</summary>
    public static byte[] Encode(IReadOnlyList<char> letters)
    {
        const int Windows = 3, Unicode = 1, Format = 4, Last = 0xFFFF;
        var (starts, ends, deltas) = (new List<int>(), new List<int>(), new List<int>());
        for (int i = 0; i < letters.Count; i++)
        {
            if (i > 0 && letters[i] == letters[i - 1] + 1) ends[^1]++;
            else
            {
                starts.Add(letters[i]);
                ends.Add(letters[i]);
                deltas.Add(i + 1 - letters[i]);
            }
        }
        // The format wants a last segment with this one character, which has glyph 0.
        starts.Add(Last);
        ends.Add(Last);
        deltas.Add(1);
        int count = starts.Count, power = (int)Math.Log2(count), range = 2 << power;
        var table = new FontTable().Short(0, 1, Windows, Unicode).Long(12)
            .Short(Format, 16 + 8 * count, 0, 2 * count, range, power, 2 * count - range)
            .Short([.. ends]).Short(0).Short([.. starts]).Short([.. deltas]);
        return table.Bytes(new byte[2 * count]).ToArray();
    }
}
