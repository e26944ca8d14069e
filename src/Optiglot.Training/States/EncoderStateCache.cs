using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>
/// The frozen encoder's states of every sentence, 16-bit, memory-mapped: stage 1 reads them instead of running the encoder. Written by
/// <see cref="EncoderStateCacheWriter"/>. Reading is thread-safe and takes no memory of its own; the system keeps what is used in its page cache.
/// </summary>
internal sealed class EncoderStateCache : IDisposable
{
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;
    private readonly EncoderStateEntry[] entries;
    private readonly unsafe Half* states;

    private unsafe EncoderStateCache(string path, EncoderStateHeader header)
    {
        (Width, Key) = (header.Width, header.Key);
        map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        states = (Half*)(start + EncoderStateHeader.Size);
        entries = new ReadOnlySpan<EncoderStateEntry>(start + EncoderStateHeader.Size + header.Rows * Width * sizeof(Half), header.Sentences).ToArray();
    }

    /// <summary>Numbers a state.</summary>
    public int Width { get; }

    /// <summary>What the states depend on.</summary>
    public string Key { get; }

    /// <summary>Sentences.</summary>
    public int Count => entries.Length;

    /// <summary>Opens a file if it is whole and of this key; else null: then write it anew.</summary>
    public static EncoderStateCache? TryOpen(string path, string key)
    {
        if (!File.Exists(path)) return null;
        EncoderStateHeader? header;
        using (FileStream stream = File.OpenRead(path))
        {
            byte[] bytes = new byte[EncoderStateHeader.Size];
            header = EncoderStateHeader.Parse(bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
            if (header is null || header.Key != key || stream.Length != header.FileLength(Unsafe.SizeOf<EncoderStateEntry>())) return null;
        }
        return new(path, header);
    }

    /// <summary>Where a sentence's states lie and how many they are.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such sentence.</exception>
    public EncoderStateEntry this[int index] => entries[index];

    /// <summary>A sentence's states, <c>[text + regions, width]</c>, where they lie in the file: valid until this is disposed.</summary>
    public unsafe ReadOnlySpan<Half> States(int index) => new(states + entries[index].FirstRow * Width, entries[index].Length * Width);

    /// <summary>Copies a sentence's states into the start of <paramref name="destination"/>; what follows is left as it is.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Read(int index, Span<Half> destination) => States(index).CopyTo(destination);

    /// <summary>Copies a sentence's states as 32-bit numbers.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Read(int index, Span<float> destination) => TensorPrimitives.ConvertToSingle(States(index), destination);

    /// <summary>
    /// Reads a batch, text first and regions after the longest text, padding being zeros, as the encoder itself would give it: row b is
    /// <c>[text of b, 0…, regions of b, 0…]</c>.
    /// </summary>
    /// <param name="sentences">The batch's sentences, <c>[batch]</c>.</param>
    /// <param name="text">Room for text; at least the longest.</param>
    /// <param name="regions">Room for regions; at least the most.</param>
    /// <param name="destination">Float32 or Half, <c>[batch, text + regions, width]</c>.</param>
    /// <exception cref="ArgumentException">The destination has another size, or a sentence does not fit.</exception>
    public void ReadBatch<T>(ReadOnlySpan<int> sentences, int text, int regions, Span<T> destination) where T : unmanaged
    {
        int row = (text + regions) * Width;
        if (destination.Length != sentences.Length * row)
            throw new ArgumentException($"{destination.Length} numbers are not [{sentences.Length}, {text} + {regions}, {Width}].", nameof(destination));
        for (int b = 0; b < sentences.Length; b++)
        {
            EncoderStateEntry entry = entries[sentences[b]];
            if (entry.Text > text || entry.Regions > regions)
                throw new ArgumentException($"Sentence {sentences[b]} has {entry.Text} + {entry.Regions} states: more than {text} + {regions}.");
            ReadOnlySpan<Half> own = States(sentences[b]);
            Span<T> place = destination.Slice(b * row, row);
            Put(own[..(entry.Text * Width)], place[..(text * Width)]);
            Put(own[(entry.Text * Width)..], place[(text * Width)..]);
        }
    }

    /// <summary>The longest text and the most regions of a batch.</summary>
    public (int Text, int Regions) Longest(ReadOnlySpan<int> sentences)
    {
        (int text, int regions) = (0, 0);
        foreach (int sentence in sentences) (text, regions) = (Math.Max(text, entries[sentence].Text), Math.Max(regions, entries[sentence].Regions));
        return (text, regions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        map.Dispose();
    }

    // The states, then zeros. The branches on the type cost nothing: the compiler knows it.
    private static void Put<T>(ReadOnlySpan<Half> from, Span<T> to) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) TensorPrimitives.ConvertToSingle(from, MemoryMarshal.Cast<T, float>(to));
        else if (typeof(T) == typeof(Half)) from.CopyTo(MemoryMarshal.Cast<T, Half>(to));
        else throw new NotSupportedException($"Encoder states are read as float or Half, not {typeof(T)}.");
        to[from.Length..].Clear();
    }
}
