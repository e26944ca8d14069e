namespace Optiglot.Modeling;

/// <summary>A hash that is the same in every process: FNV-1a, then a SplitMix64 finaliser.</summary>
internal static class StableHash
{
    internal static ulong Of(string text, ulong seed)
    {
        ulong hash = 14695981039346656037 ^ seed;
        foreach (char letter in text) hash = (hash ^ letter) * 1099511628211;
        return Mix(hash);
    }

    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
