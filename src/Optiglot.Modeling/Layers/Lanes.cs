using System.Runtime.Intrinsics;

namespace Optiglot.Modeling;

/// <summary>Sixteen numbers at a time from memory that holds float32 or bfloat16, and back.</summary>
internal static unsafe class Lanes
{
    /// <summary>Numbers a vector.</summary>
    internal const int Count = 16;

    /// <summary>Elements <paramref name="i"/> and the fifteen after it.</summary>
    internal static Vector512<float> Load(byte* row, int i, bool half)
    {
        if (!half) return Vector512.Load((float*)row + i);
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load((ushort*)row + i));
        return Vector512.ShiftLeft(Vector512.Create(low, high), 16).AsSingle();
    }

    /// <summary>Writes sixteen elements from <paramref name="i"/> on.</summary>
    internal static void Store(Vector512<float> x, byte* row, int i, bool half)
    {
        if (!half)
        {
            x.Store((float*)row + i);
            return;
        }

        Vector512<uint> bits = Rounded(x.AsUInt32());
        Vector256.Narrow(bits.GetLower(), bits.GetUpper()).Store((ushort*)row + i);
    }

    /// <summary>One element.</summary>
    internal static float LoadOne(byte* row, int i, bool half) => half ? BitConverter.UInt32BitsToSingle((uint)((ushort*)row)[i] << 16) : ((float*)row)[i];

    /// <summary>Writes one element.</summary>
    internal static void StoreOne(float x, byte* row, int i, bool half)
    {
        if (half) ((ushort*)row)[i] = (ushort)Rounded(Vector512.CreateScalar(BitConverter.SingleToUInt32Bits(x))).ToScalar();
        else ((float*)row)[i] = x;
    }

    // fp32 to bf16, to nearest, ties to even.
    private static Vector512<uint> Rounded(Vector512<uint> bits) => (bits + Vector512.Create(0x7fffu) + ((bits >>> 16) & Vector512.Create(1u))) >>> 16;
}
