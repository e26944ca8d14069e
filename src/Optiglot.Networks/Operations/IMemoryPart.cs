namespace Optiglot.Networks;

/// <summary>
/// Something that is made once a sentence and that each step of the decoder reads. Its first axis is the sentence; a search drops finished sentences without
/// knowing what it is.
/// </summary>
/// <typeparam name="T">A value.</typeparam>
public interface IMemoryPart<T> where T : class;
