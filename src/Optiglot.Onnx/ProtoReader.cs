namespace Optiglot.Onnx;

/// <summary>
/// Steps through the fields of one protobuf message: https://protobuf.dev/programming-guides/encoding/. Enough to look into an ONNX file without its
/// schema.
/// </summary>
/// <param name="message">The message's bytes.</param>
public ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private bool _hasLength;

    /// <summary>Number of the field read last.</summary>
    public int Field { get; private set; }

    /// <summary>Payload of the field read last, where it has a length (messages, strings); else empty.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Value of the field read last, where it is a whole number; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>Goes to the next field; false at the message's end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        ulong key = Varint();
        Field = (int)(key >> 3);
        Payload = default;
        (Number, _hasLength) = (0, (key & 7) == 2);
        switch (key & 7)
        {
            case 0: Number = Varint(); break;
            case 1: Take(8); break;
            case 2: Payload = Take(Varint()); break;
            case 5: Take(4); break;
            default: throw Damaged();
        }
        return true;
    }

    /// <summary>Adds the field's whole numbers to a list: one, or several packed into a payload.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public readonly void AddNumbers(ICollection<long> numbers)
    {
        if (!_hasLength)
        {
            numbers.Add(unchecked((long)Number));
            return;
        }

        var packed = new ProtoReader(Payload);
        while (!packed._rest.IsEmpty) numbers.Add(unchecked((long)packed.Varint()));
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
