using System.Buffers.Binary;
using System.Numerics;
using Optiglot.Onnx;

namespace Optiglot.Training;

/// <summary>
/// Writes numbers that TensorBoard shows: an event file is a TFRecord file of <c>Event</c> messages.
/// </summary>
internal sealed class TensorBoardWriter : IDisposable
{
    // Event, its Summary, and a value of that (tensorflow/core/util/event.proto, framework/summary.proto).
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, SummaryValue = 1, ValueTag = 1, SimpleValue = 2;

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
        WriteEvent(0, message => message.Text(FileVersion, "brain.Event:2"));
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
        ProtoWriter scalar = new ProtoWriter().Text(ValueTag, tag).Single(SimpleValue, (float)value);
        WriteEvent(step, message => message.Message(Summary, new ProtoWriter().Message(SummaryValue, scalar)));
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

    private void WriteEvent(long step, Func<ProtoWriter, ProtoWriter> content)
    {
        double seconds = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        WriteRecord(content(new ProtoWriter().Double(WallTime, seconds).Signed(Step, step)).ToArray());
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
}
