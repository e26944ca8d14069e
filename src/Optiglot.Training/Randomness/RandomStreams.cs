namespace Optiglot.Training;

/// <summary>
/// All random streams of a run, by name ("batches", "masking", "dropout", …), each made from the run's one seed when first asked for.
/// A checkpoint keeps <see cref="Save"/>; after <see cref="Restore"/> every stream goes on where it was, to the last bit.
/// </summary>
/// <param name="seed">The recipe's seed.</param>
public sealed class RandomStreams(ulong seed)
{
    private readonly SortedDictionary<string, RandomStream> streams = new(StringComparer.Ordinal);

    /// <summary>The seed everything derives from.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The stream of this name.</summary>
    public RandomStream this[string name] =>
        streams.TryGetValue(name, out RandomStream? stream) ? stream : streams[name] = RandomStream.Create(Seed, name);

    /// <summary>A 64-bit seed for something with a generator of its own (such as torch), fixed by the run's seed and the name.</summary>
    public ulong SeedFor(string name) => RandomStream.Create(Seed, name).NextUInt64();

    /// <summary>The state of every stream used so far, by name.</summary>
    public IReadOnlyDictionary<string, string> Save() => streams.ToDictionary(pair => pair.Key, pair => pair.Value.State, StringComparer.Ordinal);

    /// <summary>Puts every stream where <see cref="Save"/> found it; streams not named there start anew.</summary>
    /// <exception cref="InvalidDataException">A state is malformed.</exception>
    public void Restore(IReadOnlyDictionary<string, string> states)
    {
        streams.Clear();
        foreach ((string name, string state) in states) streams[name] = RandomStream.FromState(state);
    }
}
