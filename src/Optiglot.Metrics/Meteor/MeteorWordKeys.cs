namespace Optiglot.Metrics;

/// <summary>
/// Numbers that stand for words where METEOR compares them: by default Java's <c>String.hashCode</c>, which the Java program takes for unique
/// though <c>le</c> and <c>n'</c> share it, else numbers of their own. One instance serves one thread.
/// </summary>
internal sealed class MeteorWordKeys(bool hashed)
{
    private const int JavaMultiplier = 31;

    private readonly TokenNumbers numbers = new();

    /// <summary>Forgets the words of the last sentence.</summary>
    public void Reset() => numbers.Reset();

    /// <summary>The number of a word.</summary>
    public int Of(ReadOnlySpan<char> word)
    {
        if (!hashed) return numbers.Add(word);
        int hash = 0;
        foreach (char c in word) hash = unchecked(JavaMultiplier * hash + c);
        return hash;
    }
}
