using System.Buffers.Binary;

namespace Optiglot.Vision;

/// <summary>Numbers of a font file, most significant byte first (OpenType specification, "Data types").</summary>
internal sealed class FontTable
{
    private readonly MemoryStream _bytes = new();

    public int Length => (int)_bytes.Length;

    /// <summary>16-bit numbers, signed or not.</summary>
    public FontTable Short(params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, unchecked((ushort)value));
            _bytes.Write(bytes);
        }
        return this;
    }

    /// <summary>32-bit numbers.</summary>
    public FontTable Long(params ReadOnlySpan<uint> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        foreach (uint value in values)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            _bytes.Write(bytes);
        }
        return this;
    }

    public FontTable Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Zeros up to a border of four bytes.</summary>
    public FontTable Pad()
    {
        while (_bytes.Length % sizeof(uint) != 0) _bytes.WriteByte(0);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();
}
