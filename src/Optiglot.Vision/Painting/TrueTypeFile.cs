using System.Buffers.Binary;
using System.Text;

namespace Optiglot.Vision;

/// <summary>Puts outlines together as a TrueType font (OpenType specification 1.9, tables that every reader asks for).</summary>
internal sealed class TrueTypeFile
{
    private const int HeaderBytes = 12, EntryBytes = 16, AdjustmentAt = 8;
    private const uint Version = 0x00010000, Magic = 0x5F0F3CF5, ChecksumGoal = 0xB1B0AFBA;

    /// <summary>Family, as programs list it.</summary>
    public required string Family { get; init; }

    /// <summary>Whether this is the family's bold face.</summary>
    public required bool Bold { get; init; }

    /// <summary>Units of the grid a line height of text.</summary>
    public required int UnitsPerEm { get; init; }

    /// <summary>Above the base line, units.</summary>
    public required int Ascent { get; init; }

    /// <summary>Below the base line, units, not negative.</summary>
    public required int Descent { get; init; }

    /// <summary>Height of capitals and of small letters without ascenders, units.</summary>
    public required (int Capital, int Small) Heights { get; init; }

    /// <summary>Glyph 0, which stands for what the font lacks.</summary>
    public required (GlyphOutline Outline, int Advance) Missing { get; init; }

    /// <summary>The letters, with how far each moves the pen, units.</summary>
    public required IReadOnlyDictionary<char, (GlyphOutline Outline, int Advance)> Letters { get; init; }

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        char[] letters = [.. Letters.Keys.Order()];
        (GlyphOutline Outline, int Advance)[] glyphs = [Missing, .. letters.Select(letter => Letters[letter])];
        var (outlines, places) = Outlines(glyphs);
        var bounds = Bounds(glyphs);
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal)
        {
            ["OS/2"] = Metrics(glyphs, letters),
            ["cmap"] = FontCharacters.Encode(letters),
            ["glyf"] = outlines,
            ["head"] = new FontTable().Long(Version, Version, 0, Magic).Short(0b11, UnitsPerEm).Long(0, 0, 0, 0)
                .Short(bounds.Left, bounds.Bottom, bounds.Right, bounds.Top, Bold ? 1 : 0, 8, 2, 1, 0).ToArray(),
            ["hhea"] = new FontTable().Long(Version).Short(Ascent, -Descent, 0, glyphs.Max(glyph => glyph.Advance), bounds.Left, 0, bounds.Right, 1)
                .Short(0, 0, 0, 0, 0, 0, 0, glyphs.Length).ToArray(),
            ["hmtx"] = glyphs.Aggregate(new FontTable(), (table, glyph) => table.Short(glyph.Advance, glyph.Outline.Bounds.Left)).ToArray(),
            ["loca"] = places,
            ["maxp"] = new FontTable().Long(Version)
                .Short(glyphs.Length, glyphs.Max(glyph => glyph.Outline.Points), glyphs.Max(glyph => glyph.Outline.Contours), 0, 0, 2)
                .Short(0, 0, 0, 0, 0, 0, 0, 0).ToArray(),
            ["name"] = Names(),
            ["post"] = new FontTable().Long(0x00030000, 0).Short(-UnitsPerEm / 10, UnitsPerEm / 20).Long(0, 0, 0, 0, 0).ToArray(),
        };
        return Assemble(tables);
    }

    private static (byte[] Outlines, byte[] Places) Outlines(IEnumerable<(GlyphOutline Outline, int Advance)> glyphs)
    {
        FontTable outlines = new(), places = new();
        foreach (var (outline, _) in glyphs)
        {
            places.Long((uint)outlines.Length);
            outlines.Bytes(outline.Encode());
        }
        return (outlines.ToArray(), places.Long((uint)outlines.Length).ToArray());
    }

    private static (int Left, int Bottom, int Right, int Top) Bounds(IEnumerable<(GlyphOutline Outline, int Advance)> glyphs)
    {
        var all = glyphs.Select(glyph => glyph.Outline.Bounds).ToList();
        return (all.Min(box => box.Left), all.Min(box => box.Bottom), all.Max(box => box.Right), all.Max(box => box.Top));
    }

    private byte[] Metrics((GlyphOutline Outline, int Advance)[] glyphs, char[] letters)
    {
        const int Version4 = 4, NormalWidth = 5, BoldSelection = 0x20, RegularSelection = 0x40, BasicLatin = 0b11;
        int em = UnitsPerEm, small = em / 2, line = em / 20;
        return new FontTable()
            .Short(Version4, (int)glyphs.Average(glyph => glyph.Advance), Bold ? 700 : 400, NormalWidth, 0)
            .Short(small, small, 0, em / 10, small, small, 0, em / 3, line, em / 4, 0)
            .Bytes(new byte[10])
            .Long(BasicLatin, 0, 0, 0).Bytes("OPTI"u8)
            .Short(Bold ? BoldSelection : RegularSelection, letters[0], letters[^1], Ascent, -Descent, 0, Ascent, Descent)
            .Long(1, 0)
            .Short(Heights.Small, Heights.Capital, 0, ' ', 1).ToArray();
    }

    private byte[] Names()
    {
        const int Windows = 3, Unicode = 1, English = 0x409;
        string style = Bold ? "Bold" : "Regular";
        (int Id, string Text)[] names = [(1, Family), (2, style), (4, $"{Family} {style}"), (6, $"{Family.Replace(" ", "")}-{style}")];
        FontTable table = new FontTable().Short(0, names.Length, 6 + 12 * names.Length), texts = new();
        foreach (var (id, text) in names)
        {
            byte[] bytes = Encoding.BigEndianUnicode.GetBytes(text);
            table.Short(Windows, Unicode, English, id, bytes.Length, texts.Length);
            texts.Bytes(bytes);
        }
        return table.Bytes(texts.ToArray()).ToArray();
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        int power = (int)Math.Log2(tables.Count), range = EntryBytes << power, at = HeaderBytes + EntryBytes * tables.Count, head = 0;
        FontTable file = new FontTable().Long(Version).Short(tables.Count, range, power, EntryBytes * tables.Count - range), body = new();
        foreach (var (tag, table) in tables)
        {
            if (tag == "head") head = at + body.Length;
            file.Bytes(Encoding.ASCII.GetBytes(tag)).Long(Checksum(table), (uint)(at + body.Length), (uint)table.Length);
            body.Bytes(table).Pad();
        }
        byte[] bytes = file.Bytes(body.ToArray()).ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(head + AdjustmentAt), unchecked(ChecksumGoal - Checksum(bytes)));
        return bytes;
    }

    private static uint Checksum(byte[] table)
    {
        byte[] padded = new FontTable().Bytes(table).Pad().ToArray();
        uint sum = 0;
        for (int at = 0; at < padded.Length; at += sizeof(uint)) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(at)));
        return sum;
    }
}
