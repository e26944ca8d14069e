namespace Optiglot.Translation;

/// <summary>A translator has as much to do as it may take on; the same request may succeed later.</summary>
/// <param name="message">What limit was reached.</param>
/// <param name="retryAfter">How long to wait before trying again.</param>
public sealed class TranslatorBusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>How long to wait before trying again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
