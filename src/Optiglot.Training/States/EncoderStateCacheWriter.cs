using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>
/// Writes the frozen encoder's states, sentence after sentence, into a file that <see cref="EncoderStateCache"/> reads. The file is in its place only after
/// <see cref="Complete"/>; disposing before that leaves nothing. One thread at a time.
/// </summary>
internal sealed class EncoderStateCacheWriter : IDisposable
{
    private readonly string path;
    private readonly string beside;
    private readonly string key;
    private readonly int width;
    private readonly FileStream stream;
    private readonly List<EncoderStateEntry> entries = [];
    private long rows;

    /// <summary>Begins a file; its folder is made as needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What the states depend on (see <see cref="ContentKey"/>): encoder weights and data.</param>
    /// <param name="width">Numbers a state.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public EncoderStateCacheWriter(string path, string key, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (this.path, this.key, this.width) = (System.IO.Path.GetFullPath(path), key, width);
        beside = this.path + ".part";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this.path)!);
        stream = new(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write(new byte[EncoderStateHeader.Size]);
    }

    /// <summary>Sentences written.</summary>
    public int Count => entries.Count;

    /// <summary>Appends the states of the next sentence, padding left out.</summary>
    /// <param name="text">How many of them are of text.</param>
    /// <param name="regions">How many are of regions, after those of text.</param>
    /// <param name="states">The states, <c>[text + regions, width]</c>.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Append(int text, int regions, ReadOnlySpan<Half> states)
    {
        if (text < 0 || regions < 0 || states.Length != (text + regions) * width)
            throw new ArgumentException($"{states.Length} numbers are not {text} + {regions} states of width {width}.", nameof(states));
        stream.Write(MemoryMarshal.AsBytes(states));
        entries.Add(new(rows, text, regions));
        rows += text + regions;
    }

    /// <summary>Writes the index, flushes to the disk and puts the file in its place.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Complete()
    {
        stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries)));
        stream.Seek(0, SeekOrigin.Begin);
        stream.Write(new EncoderStateHeader(key, width, entries.Count, rows).ToBytes());
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(beside, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // Writes what is left of its buffer, which a full disk refuses.
            stream.Dispose();
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
