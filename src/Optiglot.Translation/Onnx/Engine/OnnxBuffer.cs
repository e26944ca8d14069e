using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Optiglot.Translation;

/// <summary>Memory of one input or output, used again from step to step and from batch to batch; it only grows. New memory is zero, old numbers stay.</summary>
internal sealed unsafe class OnnxBuffer : IDisposable
{
    // Rows start on lines of the cache.
    private const int Alignment = 64;

    private readonly TensorElementType _type;
    private readonly int _elementSize;
    private byte* _memory;
    private long _room;
    private long[]? _shape;
    private OrtValue? _value;

    public OnnxBuffer(TensorElementType type)
    {
        _type = type;
        _elementSize = type switch
        {
            TensorElementType.Int64 => sizeof(long),
            TensorElementType.Float => sizeof(float),
            TensorElementType.Bool => sizeof(byte),
            _ => throw new InvalidDataException($"an ONNX graph of ours has no inputs or outputs of type {type}"),
        };
    }

    /// <summary>The tensor over the memory, of the shape last set.</summary>
    public OrtValue Value => _value ?? throw new InvalidOperationException("a buffer has no shape yet");

    /// <summary>Its size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Single-precision elements.</summary>
    public Span<float> Floats => Elements<float>();

    /// <summary>Whole numbers.</summary>
    public Span<long> Longs => Elements<long>();

    /// <summary>Bytes, or truth values.</summary>
    public Span<byte> Bytes => Elements<byte>();

    /// <summary>Gives the tensor a shape.</summary>
    public void Reshape(ReadOnlySpan<long> shape)
    {
        if (_shape is not null && shape.SequenceEqual(_shape)) return;
        long size = _elementSize;
        foreach (long dimension in shape) size = checked(size * dimension);
        if (size > _room) Grow(size);
        (_shape, Size) = (shape.ToArray(), size);
        _value?.Dispose();
        _value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, _type, _shape, (nint)_memory, size);
    }

    /// <summary>Moves some blocks of equal size to the front, in their order.</summary>
    /// <param name="kept">The blocks that stay, rising.</param>
    /// <param name="blocks">Blocks there are.</param>
    public void KeepBlocks(ReadOnlySpan<long> kept, int blocks)
    {
        long block = Size / blocks;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] != i) Buffer.MemoryCopy(_memory + kept[i] * block, _memory + i * block, block, block);
        }
    }

    public void Dispose()
    {
        _value?.Dispose();
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        (_value, _room, _shape) = (null, 0, null);
    }

    private Span<T> Elements<T>() where T : unmanaged => new(_memory, checked((int)(Size / sizeof(T))));

    private void Grow(long size)
    {
        long room = Math.Max(size, Alignment);
        _memory = (byte*)NativeMemory.AlignedRealloc(_memory, (nuint)room, Alignment);
        for (long done = _room; done < room;)
        {
            int part = (int)Math.Min(room - done, 1 << 30);
            new Span<byte>(_memory + done, part).Clear();
            done += part;
        }

        _room = room;
    }
}
