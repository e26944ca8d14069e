using System.Buffers.Binary;
using System.Text;

namespace Optiglot.Onnx;

/// <summary>
/// Writes protobuf fields: https://protobuf.dev/programming-guides/encoding/. For what fits into memory; large tensors are written by <see cref="OnnxFile"/>.
/// </summary>
public sealed class ProtoWriter
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Number of bytes written so far.</summary>
    public long Length => _bytes.Length;

    /// <summary>A copy of the message so far.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>A whole number or an enumeration's value.</summary>
    public ProtoWriter Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    /// <summary>A whole number with a sign (int64).</summary>
    public ProtoWriter Signed(int field, long value) => Number(field, unchecked((ulong)value));

    /// <summary>A number in single precision.</summary>
    public ProtoWriter Single(int field, float value)
    {
        Varint((ulong)field << 3 | 5);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>A number in double precision.</summary>
    public ProtoWriter Double(int field, double value)
    {
        Varint((ulong)field << 3 | 1);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Bytes with their length.</summary>
    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Start(field, (ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Writes a field of text in UTF-8.</summary>
    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within this one.</summary>
    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.ToArray());

    /// <summary>The head of a field whose bytes somebody else writes after it.</summary>
    public ProtoWriter Start(int field, ulong length)
    {
        Varint((ulong)field << 3 | 2);
        Varint(length);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.WriteByte((byte)(value | 0x80));
        _bytes.WriteByte((byte)value);
    }
}
