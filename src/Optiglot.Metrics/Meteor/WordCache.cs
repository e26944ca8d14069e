namespace Optiglot.Metrics;

/// <summary>Remembers a function of words; starts anew when it has grown large.</summary>
internal sealed class WordCache<T>
{
    private const int Largest = 1 << 16;

    private readonly Func<string, T> function;
    private readonly Dictionary<string, T> values = [];
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public WordCache(Func<string, T> function)
    {
        this.function = function;
        lookup = values.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public T Get(ReadOnlySpan<char> word)
    {
        if (lookup.TryGetValue(word, out var value)) return value;
        if (values.Count >= Largest) values.Clear();
        string key = word.ToString();
        return values[key] = function(key);
    }
}
