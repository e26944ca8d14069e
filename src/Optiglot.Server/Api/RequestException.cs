namespace Optiglot.Server;

/// <summary>A request that cannot be served as it is, in words for whoever sent it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong, where, and how to mend it.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
