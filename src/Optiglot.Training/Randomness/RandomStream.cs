using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Training;

/// <summary>
/// One named stream of random numbers: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021),
/// its state derived from a seed and a name, so that adding a stream never changes what another one draws. Not thread-safe.
/// </summary>
public sealed class RandomStream
{
    private ulong s0, s1, s2, s3;

    private RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>The stream called <paramref name="name"/> of a run with this seed: the first 32 bytes of SHA-256(seed, name) are its state.</summary>
    public static RandomStream Create(ulong seed, string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] keyed = new byte[sizeof(ulong) + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(keyed, seed);
        text.CopyTo(keyed, sizeof(ulong));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(keyed, hash);
        return new(Word(hash, 0), Word(hash, 1), Word(hash, 2), Word(hash, 3));
    }

    /// <summary>The stream whose state <see cref="State"/> gave.</summary>
    /// <exception cref="InvalidDataException">The text is not a state.</exception>
    public static RandomStream FromState(string state)
    {
        Span<ulong> words = stackalloc ulong[4];
        bool valid = state.Length == 64;
        for (int i = 0; valid && i < 4; i++)
            valid = ulong.TryParse(state.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out words[i]);
        if (!valid || (words[0] | words[1] | words[2] | words[3]) == 0)
            throw new InvalidDataException($"'{state}' is not the state of a random stream (64 hexadecimal digits, not all zero).");
        return new(words[0], words[1], words[2], words[3]);
    }

    /// <summary>The whole state as 64 hexadecimal digits; <see cref="FromState"/> goes on from exactly here.</summary>
    public string State => $"{s0:x16}{s1:x16}{s2:x16}{s3:x16}";

    /// <summary>
    /// A stream of its own for a pair of numbers (say epoch and example): depends on this stream's present state and the pair only, and draws nothing from
    /// this one.
    /// </summary>
    public RandomStream Derive(long first, long second = 0)
    {
        ulong key = Mix(s0 ^ Mix((ulong)first + 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(Mix((ulong)second + 0xD1B54A32D192ED03), 32));
        return new(Mix(key ^ s1), Mix(key + s2), Mix(key ^ s3) | 1, Mix(key + 0x9E3779B97F4A7C15));
    }

    /// <summary>The next 64 random bits of the stream.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9, t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number in [0, 1), 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with this probability.</summary>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>
    /// A whole number in [0, <paramref name="limit"/>), every one equally likely (Lemire, "Fast random integer generation in an interval", 2019).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public int NextInt(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ulong high = Math.BigMul(NextUInt64(), (ulong)limit, out ulong low);
        if (low < (ulong)limit)
        {
            ulong rejected = (0 - (ulong)limit) % (ulong)limit;
            while (low < rejected) high = Math.BigMul(NextUInt64(), (ulong)limit, out low);
        }
        return (int)high;
    }

    /// <summary>Puts the items in a random order (Fisher-Yates), every order equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * index)..]);

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
