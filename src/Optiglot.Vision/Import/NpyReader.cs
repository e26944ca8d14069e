using System.Buffers.Binary;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Optiglot.Vision;

/// <summary>Reads an array in NumPy's .npy format, front to back (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).</summary>
internal sealed partial class NpyReader
{
    private const int LongestHeader = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name, _type;
    private readonly int _size;
    private byte[] _buffer = [];

    /// <summary>Reads the header.</summary>
    /// <param name="stream">At the magic bytes.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="bytes">Length of the array file, to unmask a header that promises more.</param>
    /// <exception cref="InvalidDataException">Not this format, of another number type, in Fortran's order, or longer than the file.</exception>
    public NpyReader(Stream stream, string name, long bytes)
    {
        (_stream, _name) = (stream, name);
        byte[] start = Take(10);
        if (!start.AsSpan(0, 6).SequenceEqual("\u0093NUMPY".Select(letter => (byte)letter).ToArray())) throw Bad("is not a NumPy array");
        bool wide = start[6] > 1;
        uint length = wide
            ? BinaryPrimitives.ReadUInt32LittleEndian([start[8], start[9], .. Take(2)])
            : BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8));
        if (length > LongestHeader) throw Bad($"has a header of {length} bytes");
        string header = Encoding.Latin1.GetString(Take((int)length));
        var type = Type().Match(header);
        var shape = Dimensions().Match(header);
        if (!type.Success || !shape.Success) throw Bad("has a header that cannot be read");
        _type = type.Groups[1].Value;
        _size = _type switch
        {
            "<f2" => 2,
            "<f4" or "<i4" => 4,
            "<f8" or "<i8" => 8,
            "|u1" => 1,
            _ => throw Bad($"holds numbers of type '{_type}'; save it as float32 (<f4), float16 or float64, or int32, int64 or uint8"),
        };
        if (FortranOrder().IsMatch(header)) throw Bad("is in Fortran's order; save it with np.ascontiguousarray");
        Shape = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Dimension)];
        if (Count * _size + (wide ? 12 : 10) + length > bytes)
            throw Bad($"promises [{string.Join(", ", Shape)}] numbers of {_size} bytes, but has only {bytes} bytes in all; fetch it again");
    }

    /// <summary>Size of each axis; empty for a single number.</summary>
    public long[] Shape { get; }

    /// <summary>Numbers in all.</summary>
    public double Count => Shape.Aggregate(1.0, (product, size) => product * size);

    /// <summary>Reads the next numbers, whatever their type in the file.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(Span<float> numbers)
    {
        int bytes = checked(numbers.Length * _size);
        if (_buffer.Length < bytes) _buffer = new byte[bytes];
        var read = _buffer.AsSpan(0, bytes);
        if (_stream.ReadAtLeast(read, bytes, throwOnEndOfStream: false) < bytes) throw Bad("ends too early; fetch it again");
        switch (_type)
        {
            case "<f2": TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(read), numbers); break;
            case "<f4": MemoryMarshal.Cast<byte, float>(read).CopyTo(numbers); break;
            case "<f8": TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(read), numbers); break;
            case "<i4": TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, int>(read), numbers); break;
            case "<i8": TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, long>(read), numbers); break;
            default: TensorPrimitives.ConvertTruncating(read, numbers); break;
        }
    }

    private byte[] Take(int count)
    {
        byte[] bytes = new byte[count];
        return _stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw Bad("ends within its header; fetch it again");
    }

    private long Dimension(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : throw Bad($"has an axis of '{text}'");

    private InvalidDataException Bad(string what) => new($"{_name}: the array {what}");

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex Type();

    [GeneratedRegex(@"'fortran_order'\s*:\s*True")]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Dimensions();
}
