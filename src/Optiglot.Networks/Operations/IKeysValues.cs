namespace Optiglot.Networks;

/// <summary>Keys and values of a memory, in the form an interpreter's attention wants.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IKeysValues<T> : IMemoryPart<T> where T : class;
