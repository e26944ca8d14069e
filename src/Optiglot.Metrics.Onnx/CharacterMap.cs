using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Optiglot.Metrics.Onnx;

/// <summary>
/// The character map of a SentencePiece model, such as NMT's NFKC: what replaces which text. Its texts are in a
/// double array (Aoe, 1989) as Darts-clone writes it.
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] units;
    private readonly byte[] replacements;

    /// <summary>Reads a map.</summary>
    /// <param name="map"><c>precompiled_charsmap</c>: the array's size in bytes, the array, the replacements, each ended by a zero; or nothing.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public CharacterMap(ReadOnlySpan<byte> map)
    {
        const int Start = sizeof(uint);
        uint size = map.Length < Start ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(map);
        if (map.Length > 0 && (size < sizeof(uint) || size % sizeof(uint) != 0 || size > map.Length - Start || map[^1] != 0))
            throw new InvalidDataException("its character map is damaged");
        units = map.IsEmpty ? [] : MemoryMarshal.Cast<byte, uint>(map.Slice(Start, (int)size)).ToArray();
        replacements = map.IsEmpty ? [] : map[(Start + (int)size)..].ToArray();
    }

    /// <summary>Finds the longest text of the map that another one starts with.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="replacement">What the map has for it.</param>
    /// <returns>Its length in bytes; 0 where there is none.</returns>
    public int Longest(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement)
    {
        int longest = 0;
        replacement = default;
        if (units.Length == 0) return 0;
        uint node = Offset(units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= units.Length || Label(units[node]) != text[i]) break;
            bool ends = HasLeaf(units[node]);
            node ^= Offset(units[node]);
            if (!ends || node >= units.Length) continue;
            uint value = Value(units[node]);
            if (value >= replacements.Length) continue;
            replacement = replacements.AsSpan((int)value);
            replacement = replacement[..replacement.IndexOf((byte)0)];
            longest = i + 1;
        }
        return longest;
    }

    // A unit: label in bits 0..7, a leaf follows (bit 8), the offset is in blocks of 256 (bit 9), offset. A leaf: a value, and bit 31.
    private static uint Label(uint unit) => unit & 0x8000_00ff;

    private static bool HasLeaf(uint unit) => (unit >> 8 & 1) == 1;

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);

    private static uint Value(uint unit) => unit & 0x7fff_ffff;
}
