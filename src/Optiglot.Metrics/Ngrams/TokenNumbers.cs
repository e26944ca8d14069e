using System.Numerics;
using System.Runtime.InteropServices;

namespace Optiglot.Metrics;

/// <summary>Numbers the distinct tokens of one segment, so that n-grams are sequences of integers.</summary>
internal sealed class TokenNumbers
{
    private char[] text = new char[512];
    private (int Start, int Length, uint Hash)[] tokens = new (int, int, uint)[64];
    private (int Generation, int Token)[] slots = new (int, int)[256];
    private int count, used, generation = 1;

    public void Reset()
    {
        count = used = 0;
        generation++;
    }

    /// <summary>The number of a token, a new one if it was not seen since the reset.</summary>
    public int Add(ReadOnlySpan<char> token)
    {
        uint hash = Hash(token);
        int slot = Probe(token, hash);
        if (slots[slot].Generation == generation) return slots[slot].Token;
        if (2 * (count + 1) > slots.Length)
        {
            Grow();
            slot = Probe(token, hash);
        }
        if (count == tokens.Length) Array.Resize(ref tokens, 2 * count);
        if (text.Length - used < token.Length) Array.Resize(ref text, Math.Max(2 * text.Length, used + token.Length));
        token.CopyTo(text.AsSpan(used));
        tokens[count] = (used, token.Length, hash);
        used += token.Length;
        slots[slot] = (generation, count);
        return count++;
    }

    /// <summary>The number of a token, or -1 if it was not added.</summary>
    public int Find(ReadOnlySpan<char> token)
    {
        int slot = Probe(token, Hash(token));
        return slots[slot].Generation == generation ? slots[slot].Token : -1;
    }

    private int Probe(ReadOnlySpan<char> token, uint hash)
    {
        int mask = slots.Length - 1, at = (int)hash & mask;
        while (slots[at].Generation == generation)
        {
            var (start, length, known) = tokens[slots[at].Token];
            if (known == hash && token.SequenceEqual(text.AsSpan(start, length))) break;
            at = (at + 1) & mask;
        }
        return at;
    }

    private void Grow()
    {
        slots = new (int, int)[2 * slots.Length];
        for (int i = 0; i < count; i++)
            slots[Probe(text.AsSpan(tokens[i].Start, tokens[i].Length), tokens[i].Hash)] = (generation, i);
    }

    // Four characters a step; string.GetHashCode is several times slower on words and its random seed buys nothing here.
    private static uint Hash(ReadOnlySpan<char> token)
    {
        ulong hash = (ulong)token.Length * 0x9E3779B97F4A7C15UL;
        var longs = MemoryMarshal.Cast<char, ulong>(token);
        foreach (ulong part in longs) hash = Mix(hash ^ part);
        foreach (char c in token[(4 * longs.Length)..]) hash = Mix(hash ^ c);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong x) => BitOperations.RotateLeft(x * 0xD6E8FEB86659FD93UL, 32) ^ x;
}
