using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Optiglot.Training;

/// <summary>
/// Writes numbers that TensorBoard shows: an event file is a TFRecord file of <c>Event</c> messages. Only what a scalar needs of Protocol Buffers is written
/// here.
/// </summary>
public sealed class TensorBoardWriter : IDisposable
{
    private readonly FileStream stream;
    private readonly TimeProvider time;

    /// <summary>Begins a new event file in a folder; TensorBoard reads all of a folder's files as one run.</summary>
    /// <param name="folder">The run's log folder, made as needed.</param>
    /// <param name="time">The clock of the time axis; the system's by default.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TensorBoardWriter(string folder, TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        // TensorBoard wants "tfevents" in the name and sorts by name: milliseconds keep a resumed run behind the one before it.
        string name = $"events.out.tfevents.{this.time.GetUtcNow().ToUnixTimeMilliseconds():D13}.optiglot";
        Path = System.IO.Path.Combine(folder, name);
        for (int copy = 1; File.Exists(Path); copy++) Path = System.IO.Path.Combine(folder, $"{name}.{copy}");
        stream = new(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        // Event.file_version (field 3).
        WriteEvent(0, [(3, "brain.Event:2"u8.ToArray())]);
        Flush();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes one number.</summary>
    /// <param name="tag">The curve it belongs to, such as <c>stage1/loss</c>.</param>
    /// <param name="step">Its place on the curve.</param>
    /// <param name="value">The number.</param>
    public void Scalar(string tag, long step, double value)
    {
        // Summary.Value: tag (field 1) and simple_value (field 2, fixed 32 bits); it is field 1 of Summary, which is field 5 of Event.
        MemoryStream scalar = new();
        WriteBytes(scalar, 1, Encoding.UTF8.GetBytes(tag));
        scalar.WriteByte((2 << 3) | 5);
        Span<byte> number = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
        scalar.Write(number);
        MemoryStream summary = new();
        WriteBytes(summary, 1, scalar.ToArray());
        WriteEvent(step, [(5, summary.ToArray())]);
    }

    /// <summary>Hands everything to the system, so that a running TensorBoard sees it.</summary>
    public void Flush() => stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>CRC-32C with TFRecord's mask: rotated right by 15 bits, plus a constant.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (byte each in bytes) crc = BitOperations.Crc32C(crc, each);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }

    private void WriteEvent(long step, (int Field, byte[] Value)[] fields)
    {
        MemoryStream message = new();
        message.WriteByte((1 << 3) | 1);
        Span<byte> seconds = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(seconds, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        message.Write(seconds);
        message.WriteByte(2 << 3);
        WriteVarint(message, (ulong)step);
        foreach ((int field, byte[] value) in fields) WriteBytes(message, field, value);
        WriteRecord(message.ToArray());
    }

    private void WriteRecord(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)], crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(length));
        stream.Write(crc);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(data));
        stream.Write(crc);
    }

    private static void WriteBytes(Stream message, int field, byte[] value)
    {
        message.WriteByte((byte)((field << 3) | 2));
        WriteVarint(message, (ulong)value.Length);
        message.Write(value);
    }

    private static void WriteVarint(Stream message, ulong value)
    {
        for (; value >= 0x80; value >>= 7) message.WriteByte((byte)(value | 0x80));
        message.WriteByte((byte)value);
    }
}
