namespace Optiglot.Onnx;

/// <summary>
/// Steps through the fields of one protobuf message: https://protobuf.dev/programming-guides/encoding/. Enough to look into an ONNX file without its
/// schema.
/// </summary>
/// <param name="message">The message's bytes.</param>
public ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field read last.</summary>
    public int Field { get; private set; }

    /// <summary>Payload of the field read last, where it has a length (messages, strings); else empty.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Goes to the next field; false at the message's end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        ulong key = Varint();
        Field = (int)(key >> 3);
        Payload = default;
        switch (key & 7)
        {
            case 0: Varint(); break;
            case 1: Take(8); break;
            case 2: Payload = Take(Varint()); break;
            case 5: Take(4); break;
            default: throw Damaged();
        }
        return true;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw Damaged();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("not an ONNX model (its protobuf fields make no sense)");
}
