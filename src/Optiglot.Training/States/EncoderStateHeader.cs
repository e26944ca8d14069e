using System.Buffers.Binary;
using System.Text;

namespace Optiglot.Training;

/// <summary>The first bytes of a file of encoder states: magic, width, sentences, states, key.</summary>
internal sealed record EncoderStateHeader(string Key, int Width, int Sentences, long Rows)
{
    /// <summary>Bytes of the header; the states start there, on a page of their own.</summary>
    public const int Size = 4096;

    private const int KeyAt = 32, MaximumKey = 1024;

    private static ReadOnlySpan<byte> Magic => "OPTISTA1"u8;

    /// <summary>Bytes the whole file has.</summary>
    public long FileLength(int entryBytes) => Size + Rows * Width * 2 + (long)Sentences * entryBytes;

    /// <summary>The header as bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] key = Encoding.UTF8.GetBytes(Key);
        if (key.Length > MaximumKey) throw new ArgumentException("The key is too long.");
        byte[] bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Sentences);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Rows);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), key.Length);
        key.CopyTo(bytes, KeyAt);
        return bytes;
    }

    /// <summary>The header in these bytes, or null when they are something else.</summary>
    public static EncoderStateHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic)) return null;
        int key = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]);
        if (key is < 0 or > MaximumKey) return null;
        return new(Encoding.UTF8.GetString(bytes.Slice(KeyAt, key)), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
    }
}
