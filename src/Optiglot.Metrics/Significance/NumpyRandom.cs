namespace Optiglot.Metrics;

/// <summary>
/// The random numbers of NumPy's <c>default_rng(seed)</c>: PCG64 (O'Neill, 2014: XSL-RR 128/64) seeded by <c>SeedSequence</c>,
/// bounded integers by Lemire's method. Same seed, same draws as sacreBLEU, so p-values agree.
/// </summary>
internal sealed class NumpyRandom
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private readonly UInt128 increment;
    private UInt128 state;
    private uint spare;
    private bool hasSpare;

    public NumpyRandom(uint seed)
    {
        ulong[] words = SeedWords(seed);
        increment = new UInt128(words[2], words[3]) << 1 | 1;
        Step();
        state += new UInt128(words[0], words[1]);
        Step();
    }

    /// <summary>Uniform integers below <paramref name="count"/>, as <c>integers(0, count)</c>.</summary>
    public void FillIntegers(Span<int> values, int count)
    {
        if (count <= 1)
        {
            values.Clear();
            return;
        }
        uint bound = (uint)count, threshold = (uint.MaxValue - (bound - 1)) % bound;
        for (int i = 0; i < values.Length; i++)
        {
            ulong product = (ulong)Next32() * bound;
            if ((uint)product < bound)
                while ((uint)product < threshold) product = (ulong)Next32() * bound;
            values[i] = (int)(product >> 32);
        }
    }

    /// <summary>A run of random bits, as one call of <c>integers(2, dtype=bool)</c> draws them: 32 from each word, lowest first.</summary>
    public BitRun Bits() => new(this);

    /// <summary>Bits that go on where the last fill ended.</summary>
    public sealed class BitRun(NumpyRandom random)
    {
        private uint word;
        private int left;

        public void Fill(Span<int> bits)
        {
            for (int i = 0; i < bits.Length; i++)
            {
                if (left == 0) (word, left) = (random.Next32(), 32);
                bits[i] = (int)(word & 1);
                word >>= 1;
                left--;
            }
        }
    }

    private ulong Next64()
    {
        Step();
        ulong high = (ulong)(state >> 64), low = (ulong)state;
        return ulong.RotateRight(high ^ low, (int)(high >> 58));
    }

    private uint Next32()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }
        ulong next = Next64();
        (spare, hasSpare) = ((uint)(next >> 32), true);
        return (uint)next;
    }

    private void Step() => state = state * Multiplier + increment;

    // NumPy's SeedSequence for one word of entropy: a pool of four words, hashed into eight.
    private static ulong[] SeedWords(uint seed)
    {
        uint hash = 0x43b0d7e5;
        uint Hash(uint value, uint multiplier)
        {
            value ^= hash;
            hash *= multiplier;
            value *= hash;
            return value ^ value >> 16;
        }

        var pool = new uint[4];
        for (int i = 0; i < 4; i++) pool[i] = Hash(i == 0 ? seed : 0, 0x931e8875);
        for (int from = 0; from < 4; from++)
            for (int to = 0; to < 4; to++)
            {
                if (from == to) continue;
                uint mixed = 0xca01f9dd * pool[to] - 0x4973f715 * Hash(pool[from], 0x931e8875);
                pool[to] = mixed ^ mixed >> 16;
            }
        hash = 0x8b51f9dd;
        var words = new ulong[4];
        for (int i = 0; i < 8; i++) words[i / 2] |= (ulong)Hash(pool[i % 4], 0x58f38ded) << 32 * (i % 2);
        return words;
    }
}
