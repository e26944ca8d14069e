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

    /// <summary>States by name.</summary>
    public States<T> this[string name] => Parts[name];

    /// <summary>Whether there are states of this name: none of a picture where no sentence of the batch has one.</summary>
    public bool Has(string name) => Parts.ContainsKey(name);

    /// <summary>The same with other states under a name, or some more.</summary>
    public NetworkMemory<T> With(string name, States<T> states) => new(new Dictionary<string, States<T>>(Parts) { [name] = states });
}
