namespace Optiglot.Networks;

/// <summary>What an encoder gives: named states.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Parts">States by name, <see cref="MemoryNames.States"/> among them.</param>
public sealed record NetworkMemory<T>(IReadOnlyDictionary<string, States<T>> Parts) where T : class
{
    /// <summary>A memory of text and regions alone.</summary>
    public NetworkMemory(States<T> states) : this(new Dictionary<string, States<T>> { [MemoryNames.States] = states })
    {
    }

    /// <summary>The states of a name.</summary>
    public States<T> this[string name] => Parts[name];

    /// <summary>Whether there are states of this name: none of a picture where no sentence of the batch has one.</summary>
    public bool Has(string name) => Parts.ContainsKey(name);

    /// <summary>The same with other states under a name, or some more.</summary>
    public NetworkMemory<T> With(string name, States<T> states) => new(new Dictionary<string, States<T>>(Parts) { [name] = states });

    /// <summary>
    /// The same with the regions as the detector gave them, for a decoder that reads them itself; unchanged where no sentence of the batch has a picture.
    /// </summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="source">The sentences.</param>
    /// <param name="seen">Whether the network sees pictures.</param>
    public NetworkMemory<T> WithRegionVectors(INetworkOps<T> ops, SourceInputs<T> source, bool seen) => seen && source.Regions is not null
        ? With(MemoryNames.RegionVectors, new States<T>(source.Regions, ops.Mask(MemoryNames.Regions, source.RegionMask!)))
        : this;
}
