namespace Optiglot.Vision;

/// <summary>A detector's weights are nowhere; the message says how to come by them.</summary>
/// <param name="message">What is missing, and how to mend it.</param>
/// <param name="get">Its name for <c>optiglot models get</c>; null where that does not know it.</param>
public sealed class MissingWeightsException(string message, string? get) : FileNotFoundException(message)
{
    /// <summary>Its name for <c>optiglot models get</c>; null where that does not know it.</summary>
    public string? Get { get; } = get;
}
