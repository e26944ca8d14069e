namespace Optiglot.Networks;

/// <summary>What a decoder reads of the source at each step, made once a sentence: masks, keys and values, and what else a family keeps, by name.</summary>
/// <typeparam name="T">A value.</typeparam>
public sealed class DecoderMemory<T> where T : class
{
    private readonly Dictionary<string, IMemoryPart<T>> parts = [];

    /// <summary>All parts, in the order they were added.</summary>
    public IReadOnlyDictionary<string, IMemoryPart<T>> Parts => parts;

    /// <summary>Adds a part under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, IMemoryPart<T> part) => parts.Add(name, part);

    /// <summary>Whether there is such a part.</summary>
    public bool Has(string name) => parts.ContainsKey(name);

    /// <summary>The mask of a name.</summary>
    public IMask<T> Mask(string name) => (IMask<T>)parts[name];

    /// <summary>The keys and values of a name.</summary>
    public IKeysValues<T> KeysValues(string name) => (IKeysValues<T>)parts[name];

    /// <summary>A value kept as it is.</summary>
    public T Value(string name) => ((IKept<T>)parts[name]).Value;

    /// <summary>The same parts in another form: kept for a search, with fewer sentences, as inputs of another graph.</summary>
    /// <typeparam name="TOther">The other values.</typeparam>
    public DecoderMemory<TOther> Select<TOther>(Func<string, IMemoryPart<T>, IMemoryPart<TOther>> part) where TOther : class
    {
        var other = new DecoderMemory<TOther>();
        foreach ((string name, IMemoryPart<T> each) in parts) other.Add(name, part(name, each));
        return other;
    }
}
