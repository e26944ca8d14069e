using System.Numerics;
using System.Runtime.CompilerServices;

namespace Optiglot.Metrics;

/// <summary>
/// Counts the n-grams two sequences share, for all orders 1..N at once and without collisions. An n-gram is named by the slot of its
/// (n-1)-gram prefix and its last unit, so every gram costs one probe, and a hypothesis stops at the first prefix its references lack.
/// </summary>
internal sealed class NgramMatcher(int order)
{
    private struct Slot
    {
        public ulong Key;
        public int Generation;
        public int Left;       // how often the hypothesis may still match: the largest count in any reference
        public int Count;      // count in the current reference
        public int Reference;
    }

    private const int LargestKept = 1 << 20;
    private Slot[] slots = new Slot[1024];
    private int shift, mask, generation, reference;

    /// <summary>Forgets all n-grams.</summary>
    /// <param name="units">Upper bound of the units of all references together.</param>
    public void Reset(int units)
    {
        // At most half full. Only the part a segment needs is used, which keeps the probes of short lines in the cache.
        int need = Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(2L * units * order, 1 << 30)));
        if (slots.Length < need || (slots.Length > LargestKept && need <= LargestKept)) slots = new Slot[need];
        mask = need - 1;
        shift = 64 - BitOperations.Log2((uint)need);
        generation++;
        reference = 0;
    }

    /// <summary>Adds one reference; counts of several references are merged by their maximum.</summary>
    public void AddReference(ReadOnlySpan<int> units)
    {
        reference++;
        for (int i = 0; i < units.Length; i++)
        {
            int prefix = -1;
            foreach (int unit in units.Slice(i, Math.Min(order, units.Length - i)))
            {
                ulong key = Key(prefix, unit);
                prefix = Probe(key);
                ref var slot = ref slots[prefix];
                if (slot.Generation != generation) slot = new Slot { Key = key, Generation = generation, Reference = reference };
                if (slot.Reference != reference) (slot.Reference, slot.Count) = (reference, 0);
                if (++slot.Count > slot.Left) slot.Left = slot.Count;
            }
        }
    }

    /// <summary>Matches the hypothesis, each n-gram at most as often as its references have it. Call once after a reset.</summary>
    /// <param name="units">Units; a negative one is in no reference.</param>
    /// <param name="matches">Receives the matches of order 1..N, <c>[order]</c>.</param>
    public void Match(ReadOnlySpan<int> units, Span<int> matches)
    {
        matches.Clear();
        for (int i = 0; i < units.Length; i++)
        {
            int prefix = -1, n = 0;
            foreach (int unit in units.Slice(i, Math.Min(order, units.Length - i)))
            {
                if (unit < 0) break;
                prefix = Probe(Key(prefix, unit));
                ref var slot = ref slots[prefix];
                if (slot.Generation != generation) break;
                if (slot.Left > 0)
                {
                    slot.Left--;
                    matches[n]++;
                }
                n++;
            }
        }
    }

    private static ulong Key(int prefix, int unit) => (ulong)(uint)prefix << 32 | (uint)unit;

    /// <summary>The slot that holds the key, or the free slot where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Probe(ulong key)
    {
        int at = (int)((key ^ key >> 29) * 0x9E3779B97F4A7C15UL >> shift); // Fibonacci hashing
        while (slots[at].Generation == generation && slots[at].Key != key) at = (at + 1) & mask;
        return at;
    }
}
